import { describe, expect, it } from 'vitest'
import { ownWorld } from '../../../../main/probes/policy/evaluator/own-world.ts'
import type { World } from '../../../../main/probes/policy/evaluator/world.ts'
import { ownAttempts } from '../../../../main/probes/policy/own-attempts.ts'
import { policy } from './evaluator/small-world.ts'

const own = ownWorld([
  policy('shop', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 443 }] }] }),
])
const world: World = {
  namespaces: own.namespaces,
  nodes: [],
  pods: own.pods.map((pod, index) => ({
    ...{ ...pod, node: 'one', hostNetwork: false, ports: own.ports },
    address: `10.244.0.${String(index + 1)}`,
  })),
}
const hosts = ['172.18.0.9', '203.0.113.1']

describe('what is tried of a person’s policies', () => {
  it('is every Pod to every other, to the addresses outside and back from them, by every port', () => {
    const { attempts, told } = ownAttempts(own, world, hosts)
    const [pods, ports] = [world.pods.length, own.ports.length]
    expect(attempts).toHaveLength((pods * (pods - 1) + 2 * pods * hosts.length) * ports)
    expect(new Set(attempts.map((each) => JSON.stringify(each))).size).toBe(attempts.length)
    expect(attempts.some(({ from, to }) => hosts.includes(from) && hosts.includes(to))).toBe(false)
    expect(told).toEqual([])
  })

  it('begins with what a policy decides, of each kind in turn', () => {
    const web = 'cnilab-own-1/own-1'
    const first = ownAttempts(own, world, hosts).attempts.slice(0, 6)
    for (const { to } of first) expect(to).toBe(web)
    expect(new Set(first.map(({ from }) => hosts.includes(from)))).toEqual(new Set([true, false]))
  })

  it('is 120 tries at most, with every pair by one port before any by the next, and it tells how many are left out', () => {
    const many = Array.from({ length: 6 }, (_, index) => `192.0.2.${String(index)}`)
    const pods = Array.from({ length: 10 }, (_, index) => ({
      ...{ namespace: 'cnilab-own-1', name: `p${String(index)}`, labels: { app: 'web' }, node: 'one' },
      ...{ address: `10.244.1.${String(index)}`, hostNetwork: false, ports: own.ports },
    }))
    const { attempts, told } = ownAttempts(own, { ...world, pods }, many)
    expect(attempts).toHaveLength(120)
    expect(new Set(attempts.map(({ port }) => port))).toEqual(new Set([own.ports[0]?.port]))
    const possible = (10 * 9 + 2 * 10 * 6) * own.ports.length
    expect(told).toEqual([`${String(possible - 120)} of ${String(possible)} possible tries are left out.`])
  })
})
