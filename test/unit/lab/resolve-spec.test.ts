import { describe, expect, it } from 'vitest'
import { defaultVariants, variantsOf } from '../../../main/cnis/index.ts'
import { modes } from '../../../main/experiment/modes.ts'
import { trafficPaths } from '../../../main/experiment/paths.ts'
import type { ExperimentSpec } from '../../../main/experiment/spec.ts'
import { completeSpec, resolveRun, resolveSpec } from '../../../main/lab/resolve-spec.ts'
import { measuring } from '../builders/probes.ts'
import { probes } from '../../../main/probes/index.ts'
import { detailsOf } from '../error-details.ts'
import { aLab } from './run-lab.ts'

const resolved = (asked: Partial<ExperimentSpec> = {}) => resolveSpec(completeSpec(asked))
const refusal = (asked: Partial<ExperimentSpec>) => detailsOf(() => resolved(asked))

describe('what is asked for', () => {
  it('is a comparison of the usual variants of kind by the usual probes on all paths, unless told otherwise', () => {
    const { spec, variants, ...chosen } = resolved()
    expect(variants).toEqual(defaultVariants('kind'))
    expect(chosen).toEqual({ probes: probes.all().filter(({ onWish }) => !onWish) })
    expect(spec).toMatchObject({ runtime: 'kind', mode: 'quick', paths: [...trafficPaths] })
  })

  it('has probes that are no usual ones where somebody names them', () => {
    expect(resolved({ probes: ['dns', 'udp-throughput'] }).probes.map(({ id }) => id)).toEqual([
      'udp-throughput',
      'dns',
    ])
  })

  it('is on the runtime of the variants', () => {
    expect(resolved({ variants: ['netns/vxlan', 'netns/routed'] }).spec.runtime).toBe('netns')
    expect(resolved({ runtime: 'netns' }).variants).toEqual(variantsOf('netns'))
  })

  it('has the paths that the runtime has', () => {
    expect(resolved({ runtime: 'netns' }).spec.paths).toEqual(
      trafficPaths.filter((path) => path !== 'pod-service' && path !== 'pod-nodeport'),
    )
  })

  it('may override the mode in single settings', () => {
    expect(resolved({ mode: 'rigorous', rounds: 2, durationS: 1 }).spec).toMatchObject({
      rounds: 2,
      maxRounds: 2,
      intensity: { durationS: 1, requests: modes.rigorous.requests },
    })
  })

  it('is planned by looks that spend one in twenty, unless rounds are asked for', () => {
    const { looks = [], rounds, maxRounds } = resolved().spec
    expect(looks.reduce((sum, { alpha }) => sum + alpha, 0)).toBeCloseTo(0.05)
    expect([rounds, maxRounds]).toEqual([looks[0]?.rounds, looks.at(-1)?.rounds])
    expect(resolved({ rounds: 9 }).spec).not.toHaveProperty('looks')
    expect(resolved({ variants: ['kindnet'] }).spec).toMatchObject({ rounds: modes.quick.roundsAlone })
  })

  it('transfers so many bytes, unless a time is asked for', () => {
    expect(resolved().spec.intensity).toEqual({ durationS: 1, requests: 1_000, bytes: modes.quick.bytes })
    expect(resolved({ durationS: 2 }).spec.intensity).toEqual({ durationS: 2, requests: 1_000 })
  })

  it('has room for more rounds than are expected to fit into its time', () => {
    const { budgetMs, looks = [], maxRounds } = resolved({ budgetMs: 600_000 }).spec
    expect(budgetMs).toBe(600_000)
    expect(maxRounds).toBeGreaterThan((looks.at(-2)?.rounds ?? 0) * 2)
  })

  it('has the seed that is given, or another one each time', () => {
    expect(resolved({ seed: 7 }).spec.seed).toBe(7)
    expect(resolved().spec.seed).not.toBe(resolved().spec.seed)
  })

  it('is measured once where it is named twice', () => {
    const twice = resolved({ variants: ['kindnet', 'kindnet'], probes: ['http-latency', 'http-latency'] })
    expect([twice.variants, twice.probes].map(({ length }) => length)).toEqual([1, 1])
  })

  it('notes the IP family only where it is not IPv4 alone', () => {
    expect(resolved({ ipFamily: 'dual' }).spec.ipFamily).toBe('dual')
    expect(resolved({ ipFamily: 'ipv4' }).spec).not.toHaveProperty('ipFamily')
    expect(resolved({ runtime: 'netns', ipFamily: 'ipv4' }).spec).not.toHaveProperty('ipFamily')
  })

  it.each<[Partial<ExperimentSpec>, string, string]>([
    [{ variants: ['flannel'] }, 'unknown-name', 'flannel/vxlan'],
    [{ probes: ['iperf'] }, 'unknown-name', 'tcp-throughput'],
    [{ probes: [] }, 'bad-usage', 'cnilab list probes'],
    [{ variants: ['kindnet', 'netns/vxlan'] }, 'bad-usage', 'flannel/vxlan'],
    [{ variants: ['kindnet'], runtime: 'netns' }, 'bad-usage', 'netns/vxlan'],
    [{ variants: ['netns/vxlan'], ipFamily: 'dual' }, 'bad-usage', '--runtime kind --ip-family dual'],
  ])('is refused as %j, saying what there is', async (asked, code, hint) => {
    const details = await refusal(asked)
    expect(details.code).toBe(code)
    expect(details.hint).toContain(hint)
  })
})

describe('a run that is resumed', () => {
  it('keeps its own specification', async () => {
    const cancelling = new AbortController()
    const lab = aLab({
      spec: { seed: 99, ipFamily: 'dual' },
      signal: cancelling.signal,
      onEvent: (_event, count) => {
        if (count === 5) cancelling.abort(new Error('stop'))
      },
    })
    const { spec, variants, ...chosen } = resolveRun(await lab.run())
    expect(spec).toMatchObject({ seed: 99, ipFamily: 'dual' })
    expect(variants.map(({ id }) => id)).toEqual(['kindnet', 'flannel/vxlan', 'calico/vxlan'])
    expect(chosen).toEqual({ probes: measuring })
  })

  it('is none that is complete', async () => {
    const run = await aLab({ variants: ['kindnet'], spec: { paths: [], rounds: 1, maxRounds: 1 } }).run()
    expect(await detailsOf(() => resolveRun(run))).toMatchObject({ code: 'bad-usage', message: 'it is complete.' })
  })
})
