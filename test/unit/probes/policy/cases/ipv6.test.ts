import { describe, expect, it } from 'vitest'
import { ipv6Case } from '../../../../../main/probes/policy/cases/ipv6.ts'
import { standardCases } from '../../../../../main/probes/policy/cases/standard.ts'
import type { FixtureAddresses } from '../../../../../main/probes/policy/cases/case.ts'
import type { ModelPod } from '../../../../../main/policy-model/cluster-model.ts'
import { expectationOf } from '../../../../../main/probes/policy/expectation.ts'
import { keyOf } from '../../../../../main/probes/policy/record.ts'

const pod = (namespace: string, name: string, last: number, more: Partial<ModelPod> = {}): ModelPod => ({
  ...{ namespace, name, labels: { pod: name }, node: 'one', hostNetwork: false, ports: [] },
  ...{ address: `10.244.1.${String(last)}`, address6: `fd00:10:244::${String(last)}` },
  ...more,
})
const pods = [
  pod('cnilab-x', 'a', 2),
  pod('cnilab-x', 'b', 3, { node: 'two' }),
  pod('cnilab-y', 'a', 4),
  pod('cnilab-z', 'a', 5),
]
const scene: FixtureAddresses = {
  model: { namespaces: [], pods, nodes: [] },
  ...{ outside: '172.18.0.9', outside6: 'fc00::9', dns: 'kube-system/dns' },
}
const repeated = ['1', '4', '9', '14']

describe('case 28', () => {
  it('does not apply where Pods have IPv4 alone, or the host outside has', () => {
    const single = pods.map((each) => ({ ...each, address6: undefined }))
    for (const each of [
      { ...scene, model: { ...scene.model, pods: single } },
      { ...scene, outside6: undefined },
    ])
      expect(ipv6Case(each)).toMatchObject({
        kind: 'standard',
        notApplicable: expect.stringContaining('IPv6') as string,
      })
  })

  it('expects over IPv6 what the same cases expect over IPv4', () => {
    const { steps, notApplicable } = ipv6Case(scene)
    expect(notApplicable).toBeUndefined()
    expect(steps.map(({ title }) => title)).toEqual(repeated.map((id) => `as case ${id}`))
    const conditions = { model: scene.model, outside: scene.outside, outside6: scene.outside6, objects: [] }
    const verdicts = steps.flatMap(({ policies, attempts }) =>
      attempts.map((attempt) => [
        keyOf({ ...attempt, via: 'address' }),
        expectationOf(attempt, { ...conditions, policies }).verdict,
      ]),
    )
    const overIpv4 = standardCases(scene)
      .filter(({ id }) => repeated.includes(id))
      .flatMap((each) => each.steps)
      .flatMap(({ policies, attempts }) =>
        attempts
          .filter(({ via }) => via === 'address')
          .map((attempt) => [keyOf(attempt), expectationOf(attempt, { ...conditions, policies }).verdict]),
      )
    expect(verdicts).toEqual(overIpv4)
    expect(new Set(verdicts.map(([, verdict]) => verdict))).toEqual(new Set(['allowed', 'denied']))
  })

  it('names the IPv6 address of the host outside in the rule by address', () => {
    const [last] = ipv6Case(scene).steps.slice(-1)
    expect(JSON.stringify(last?.policies)).toContain('"cidr":"fc00::9/128"')
    expect(JSON.stringify(last?.policies)).not.toContain(scene.outside)
  })
})
