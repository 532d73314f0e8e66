import { modes } from '../../../../main/experiment/modes.ts'
import { describe, expect, it } from 'vitest'
import type { LabDescription } from '../../../../main/api/contract.ts'
import { describedRuntimes } from '../../../../main/lab/describe-lab.ts'
import {
  specOf,
  defaultForm,
  firstRuntime,
  formOfRun,
  problemsOf,
  withVariants,
} from '../../../../renderer/components/experiment/experiment-form.ts'
import { aProbeReadOnce, aLatencyProbe, aThroughputProbe, aVariant, runStarted } from '../../builders/run-events.ts'

const described = (id: string): LabDescription['variants'][number] => ({
  ...aVariant(id),
  runtime: id.startsWith('netns') ? 'netns' : 'kind',
  needs: [],
  isDefault: id !== 'flannel/host-gw',
})

const description: LabDescription = {
  version: '0.1.0',
  platform: 'linux',
  host: 'a machine',
  runtimes: describedRuntimes(),
  cnis: [],
  variants: ['flannel/vxlan', 'flannel/host-gw', 'cilium/vxlan', 'netns/routed', 'netns/vxlan'].map(described),
  probes: [aThroughputProbe(), aLatencyProbe()].map((probe) => ({
    ...probe,
    repeat: 'each-round',
    runtimes: ['kind', 'netns'],
    takesPolicies: false,
    onWish: false,
  })),
  paths: [
    { id: 'host-host', title: 'Baseline', runtimes: ['kind', 'netns'] },
    { id: 'pod-pod/cross-node', title: 'Across', runtimes: ['kind', 'netns'] },
    { id: 'pod-service', title: 'Service', runtimes: ['kind'] },
  ],
  modes: [{ id: 'standard', ...modes.standard }],
  exports: [],
  folders: { data: '/data', cache: '/cache' },
  catalog: 'pins',
}
const form = defaultForm(description, { defaultMode: 'quick', keepClusters: true }, 'kind')

describe('defaultForm', () => {
  it('measures everything of the usual variants, as the settings say', () => {
    expect(specOf(form, description)).toEqual({
      runtime: 'kind',
      variants: ['flannel/vxlan', 'cilium/vxlan'],
      probes: ['tcp-throughput', 'http-latency'],
      paths: ['pod-pod/cross-node', 'pod-service'],
      mode: 'quick',
      keep: true,
    })
  })
})

describe('specOf', () => {
  it('asks for nothing that the runtime does not have', () => {
    const choice = specOf({ ...form, runtime: 'netns' }, description)
    expect(choice).toMatchObject({
      variants: ['netns/routed', 'netns/vxlan'],
      paths: ['pod-pod/cross-node'],
      keep: false,
    })
  })

  it('asks for dual stack only where there are clusters, and where it is chosen', () => {
    expect(specOf(form, description)).not.toHaveProperty('ipFamily')
    expect(specOf({ ...form, ipFamily: 'dual' }, description)).toHaveProperty('ipFamily', 'dual')
    expect(specOf({ ...form, ipFamily: 'dual', runtime: 'netns' }, description)).not.toHaveProperty('ipFamily')
  })

  it('passes on numbers only where they are given', () => {
    const choice = specOf({ ...form, rounds: 2, seed: 0 }, description)
    expect(choice).toMatchObject({ rounds: 2, seed: 0 })
    expect(choice).not.toHaveProperty('durationS')
  })
})

describe('probes that are done once', () => {
  const once = (id: string, runtimes: readonly string[]): LabDescription['probes'][number] => ({
    ...{ id, title: id, question: '?', paths: [], cases: [], metrics: {} },
    ...{ repeat: 'once', yields: 'observations', runtimes, typicalMs: 1000 },
    ...{ takesPolicies: id === 'policy', onWish: id === 'dns' },
  })
  const more = {
    ...description,
    probes: [...description.probes, once('wire', ['kind', 'netns']), once('policy', ['kind']), once('dns', ['kind'])],
  }
  const all = defaultForm(more, { defaultMode: 'quick', keepClusters: false }, 'kind')
  const own = { ...all, userPolicies: 'kind: NetworkPolicy' }

  it('are asked for like the others, where the runtime has what they need', () => {
    expect(specOf(all, more).probes).toEqual(['tcp-throughput', 'http-latency', 'wire', 'policy'])
    expect(specOf({ ...all, runtime: 'netns' }, more).probes).toEqual(['tcp-throughput', 'http-latency', 'wire'])
  })

  it('are asked for only when they are chosen, where they are on wish', () => {
    expect(specOf({ ...all, probes: ['dns'] }, more).probes).toEqual(['dns'])
  })

  it('check a person’s policies only where one takes them', () => {
    expect(specOf(own, more)).toHaveProperty('userPolicies', 'kind: NetworkPolicy')
    expect(specOf({ ...own, userPolicies: ' \n' }, more)).not.toHaveProperty('userPolicies')
    expect(specOf({ ...own, probes: ['wire'] }, more)).not.toHaveProperty('userPolicies')
    expect(specOf({ ...own, runtime: 'netns' }, more)).not.toHaveProperty('userPolicies')
  })

  it('suffice', () => {
    expect(problemsOf(specOf({ ...all, probes: ['wire'] }, more))).toEqual({})
    expect(problemsOf(specOf({ ...all, probes: [] }, more))).toHaveProperty('probes')
  })

  it('take policies up to the length that the lab accepts', () => {
    const spec = specOf({ ...own, userPolicies: 'x'.repeat(64 * 1024) }, more)
    expect(problemsOf(spec)).toEqual({})
    expect(problemsOf({ ...spec, userPolicies: 'x'.repeat(64 * 1024 + 1) })).toHaveProperty('userPolicies')
  })

  it('are taken over from an earlier run, with the policies that it checked', () => {
    const { spec, variants } = runStarted()
    const run = { spec: { ...spec, userPolicies: 'mine' }, variants: [...variants], probes: [aProbeReadOnce('policy')] }
    expect(formOfRun(all, more, run)).toMatchObject({ probes: ['policy'], userPolicies: 'mine' })
  })
})

describe('withVariants', () => {
  it('selects the named variants and goes to their runtime', () => {
    const chosen = withVariants(form, description, ['netns/vxlan', 'weave'])
    expect(specOf(chosen, description)).toMatchObject({ runtime: 'netns', variants: ['netns/vxlan'] })
  })

  it('leaves the form as it is when none of the names is known', () => {
    expect(withVariants(form, description, ['weave'])).toBe(form)
  })
})

describe('formOfRun', () => {
  const { spec, variants } = runStarted()
  const run = { spec, variants: [...variants], probes: [aLatencyProbe()] }

  it('takes over what an earlier run did and exists still', () => {
    const choice = specOf(formOfRun(form, description, run), description)
    expect(choice).toMatchObject({
      runtime: 'kind',
      variants: ['flannel/vxlan'],
      probes: ['http-latency'],
      mode: 'standard',
    })
  })

  it('takes over the IP family, which is IPv4 where an earlier run tells of none', () => {
    const dual = { ...run, spec: { ...spec, ipFamily: 'dual' as const } }
    expect(formOfRun(form, description, dual).ipFamily).toBe('dual')
    expect(formOfRun({ ...form, ipFamily: 'dual' }, description, run).ipFamily).toBe('ipv4')
  })

  it('takes over numbers only where they differ from the mode’s, and never the seed', () => {
    const own = { ...spec, looks: [{ rounds: 6, alpha: 0.05 }], intensity: { ...spec.intensity, bytes: 1 } }
    const same = formOfRun(form, description, { ...run, spec: own })
    expect(same).toMatchObject({ rounds: null, durationS: null, budgetMinutes: null, seed: null })
    const other = { ...run, spec: { ...spec, rounds: 4, intensity: { durationS: 2, requests: 10 } } }
    expect(formOfRun(form, description, other)).toMatchObject({ rounds: 4, durationS: 2, seed: null })
  })
})

describe('firstRuntime', () => {
  it('is the one asked for, ready or not', () => {
    expect(firstRuntime('kind', description, [{ runtime: 'netns', ready: true, warnings: [] }])).toBe('kind')
  })

  it('is the first that is ready when none, or an unknown one, is asked for', () => {
    const readiness = [
      { runtime: 'kind', ready: false, problems: ['no engine'] },
      { runtime: 'netns', ready: true, warnings: [] },
    ] as const
    expect(firstRuntime(undefined, description, readiness)).toBe('netns')
    expect(firstRuntime('nomad', description, readiness)).toBe('netns')
    expect(firstRuntime(undefined, description, [])).toBe('kind')
  })
})

describe('problemsOf', () => {
  const choice = specOf(form, description)

  it('finds nothing in a choice that the lab accepts', () => {
    expect(problemsOf({ ...choice, rounds: 100, durationS: 3600, seed: 0 })).toEqual({})
  })

  it('wants a variant and a probe', () => {
    expect(Object.keys(problemsOf({ ...choice, variants: [], probes: [] }))).toEqual(['variants', 'probes'])
  })

  it('names the bounds of a number that is outside of them or not whole', () => {
    const problems = problemsOf({ ...choice, rounds: 0, durationS: 1.5, seed: 2 ** 32 })
    expect(problems).toEqual({
      rounds: 'A whole number from 1 to 100.',
      durationS: 'A whole number from 1 to 3600.',
      seed: 'A whole number from 0 to 4294967295.',
    })
  })
})
