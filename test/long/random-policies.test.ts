import { runtimes } from '../../main/clusters/index.ts'
import { describe, expect, it } from 'vitest'
import { variants } from '../../main/cnis/index.ts'
import { chooseCatalog } from '../../main/lab/catalog-choice.ts'
import { defaultPaths } from '../../main/system/paths.ts'
import { Cnilab } from '../clusters/cnilab.ts'
import { compareRandomPolicies } from './random-policies.ts'

const seeds = Array.from({ length: 50 }, (_, seed) => seed)

/** The specification as the evaluator reads it, against what two CNIs that enforce it make of random policies. */
describe('random policies', () => {
  // Side by side: most of the time goes into waiting for what does not come through.
  it.concurrent.each(['calico/vxlan', 'cilium/vxlan'])('let through on %s what the evaluator says', async (variant) => {
    const { signal } = new AbortController()
    const paths = defaultPaths(new Cnilab().environment)
    const options = { paths, catalog: await chooseCatalog(undefined), keep: () => false, viaSudo: false }
    const runtime = await runtimes.get('kind').open(options, signal)
    const steps = { log: () => undefined, step: <T>(_title: string, run: () => Promise<T>) => run() }
    await using cluster = await runtime.acquire(variants.get(variant), { signal, steps, owner: 'the policy test' })
    if (!cluster.kubernetes) throw new Error('kind has Kubernetes')
    const { disagreements, open, blocked } = await compareRandomPolicies(cluster, cluster.kubernetes, seeds, signal)
    const notes = disagreements.map(
      ({ seed, attempt, expected, observed, policies }) =>
        `${String(seed)}: ${attempt} must be ${expected.verdict} and is ${observed}:\n${policies}`,
    )
    expect(notes).toEqual([])
    // Where everything is open, or everything shut, agreement says little.
    expect(Math.min(open, blocked)).toBeGreaterThan(300)
  })
})
