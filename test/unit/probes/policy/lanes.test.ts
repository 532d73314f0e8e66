import { describe, expect, it } from 'vitest'
import { standardCases } from '../../../../main/probes/policy/cases/standard.ts'
import { dynamicCases } from '../../../../main/probes/policy/cases/dynamic.ts'
import { informationalCases } from '../../../../main/probes/policy/cases/informational.ts'
import type { FixtureAddresses, PolicyCaseSpec } from '../../../../main/probes/policy/cases/case.ts'
import { inLane, modelOfLane, namesOfLane, placesOf } from '../../../../main/probes/policy/lanes.ts'

const pod = (namespace: string, name: string, address: string) => ({
  ...{ namespace, name, address, labels: { pod: name }, node: 'one', hostNetwork: false, ports: [] },
})
const scene: FixtureAddresses = {
  model: {
    namespaces: [],
    pods: [pod('cnilab-y', 'a', '10.0.0.1'), pod('cnilab-y2', 'a', '10.0.0.2'), pod('kube-system', 'dns', '10.0.0.3')],
    nodes: [{ name: 'one', address: '172.18.0.2' }],
  },
  ...{ outside: '172.18.0.9', dns: 'kube-system/dns' },
}
const api = (id: string): PolicyCaseSpec => ({ id, title: id, kind: 'api', steps: [] })
const casesOf = (of: FixtureAddresses) => [...standardCases(of), ...dynamicCases, ...informationalCases(of)]
const specs = [...casesOf(scene), api('C1'), api('K1')]
const second = namesOfLane(1)

describe('a case in another lane', () => {
  it('speaks of no namespace of the first, wherever it names one', () => {
    const text = JSON.stringify(specs.map((spec) => inLane(spec, second)))
    expect(text).not.toMatch(/cnilab-[xyz](?!2)/)
    expect(text).toContain('"of":"cnilab-x2/b"')
    expect(text).toContain('"kubernetes.io/metadata.name":"cnilab-y2"')
  })

  it('is the same in the first lane', () => {
    const same = specs.map((spec) => inLane(spec, namesOfLane(0)))
    expect(JSON.parse(JSON.stringify(same))).toEqual(JSON.parse(JSON.stringify(specs)))
  })

  it('dials the cluster’s own, nodes and the host outside as they are', () => {
    const places = specs.flatMap((spec) => inLane(spec, second).steps.flatMap(({ attempts }) => attempts))
    const others = new Set(places.map(({ to }) => to).filter((to) => !to.startsWith('cnilab-')))
    expect(others).toEqual(new Set(['outside', 'kube-system/dns', 'node/one']))
  })

  it('uses the addresses of its own Pods', () => {
    const own = { ...scene, model: modelOfLane(scene.model, second) }
    const byAddress = casesOf(own).find(({ id }) => id === '16')
    expect(JSON.stringify(byAddress)).toContain('10.0.0.2/32')
  })
})

describe('placesOf', () => {
  const places = placesOf(specs, 4)

  it('gives every case a lane, and each lane a case that tells whether anything is enforced', () => {
    expect(places.size).toBe(specs.length)
    expect(['1', '2', '3', '4'].map((id) => places.get(id))).toEqual([0, 1, 2, 3])
  })

  it('keeps in the first lane what is of the whole cluster or of a node', () => {
    expect(['C1', 'K1', '25'].map((id) => places.get(id))).toEqual([0, 0, 0])
  })

  it('does not put the long ones in one lane', () => {
    expect(new Set(['21', '22', '23', '27'].map((id) => places.get(id))).size).toBeGreaterThan(2)
  })

  it('is the same whether the cluster has an API or not', () => {
    const absent = specs.map((spec) => (spec.kind === 'api' ? { ...spec, notApplicable: 'absent' } : spec))
    expect(placesOf(absent, 4)).toEqual(places)
  })
})
