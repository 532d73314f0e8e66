import { describe, expect, it } from 'vitest'
import { userFixture } from '../../../../../main/probes/policy/user-policies/user-fixture.ts'
import type { ClusterModel } from '../../../../../main/policy-model/cluster-model.ts'
import { userAttempts } from '../../../../../main/probes/policy/user-policies/user-attempts.ts'
import { policy } from '../../../policy-model/small-model.ts'

const own = userFixture([
  policy('shop', { podSelector: { matchLabels: { app: 'web' } }, ingress: [{ ports: [{ port: 443 }] }] }),
])
const model: ClusterModel = {
  namespaces: own.namespaces,
  nodes: [],
  pods: own.pods.map((pod, index) => ({
    ...{ ...pod, node: 'one', hostNetwork: false, ports: own.ports },
    address: `10.244.0.${String(index + 1)}`,
  })),
}
const hosts = ['172.18.0.9', '203.0.113.1']

describe('what is checked of a person’s policies', () => {
  it('is every Pod to every other, to the addresses outside and back from them, by every port', () => {
    const { attempts, notes } = userAttempts(own, model, hosts)
    const [pods, ports] = [model.pods.length, own.ports.length]
    expect(attempts).toHaveLength((pods * (pods - 1) + 2 * pods * hosts.length) * ports)
    expect(new Set(attempts.map((each) => JSON.stringify(each))).size).toBe(attempts.length)
    expect(attempts.some(({ from, to }) => hosts.includes(from) && hosts.includes(to))).toBe(false)
    expect(notes).toEqual([])
  })

  it('begins with what a policy decides, of each kind in turn', () => {
    const web = 'cnilab-user-1/user-1'
    const first = userAttempts(own, model, hosts).attempts.slice(0, 6)
    for (const { to } of first) expect(to).toBe(web)
    expect(new Set(first.map(({ from }) => hosts.includes(from)))).toEqual(new Set([true, false]))
  })

  it('is 120 checks at most, with every pair by one port before any by the next, and it tells how many are left out', () => {
    const many = Array.from({ length: 6 }, (_, index) => `192.0.2.${String(index)}`)
    const pods = Array.from({ length: 10 }, (_, index) => ({
      ...{ namespace: 'cnilab-user-1', name: `p${String(index)}`, labels: { app: 'web' }, node: 'one' },
      ...{ address: `10.244.1.${String(index)}`, hostNetwork: false, ports: own.ports },
    }))
    const { attempts, notes } = userAttempts(own, { ...model, pods }, many)
    expect(attempts).toHaveLength(120)
    expect(new Set(attempts.map(({ port }) => port))).toEqual(new Set([own.ports[0]?.port]))
    const possible = (10 * 9 + 2 * 10 * 6) * own.ports.length
    expect(notes).toEqual([`${String(possible - 120)} of ${String(possible)} possible checks are left out.`])
  })
})
