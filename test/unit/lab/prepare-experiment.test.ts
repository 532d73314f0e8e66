import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { defaultVariants, variantsOf } from '../../../main/cnis/index.ts'
import { modes } from '../../../main/experiment/modes.ts'
import { prepareExperiment, type RunOptions } from '../../../main/lab/prepare-experiment.ts'
import { chooseCatalog } from '../../../main/lab/catalog-choice.ts'
import { probes } from '../../../main/probes/index.ts'
import { pathIds } from '../../../main/probes/probe.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { FakeRuntime } from './fake-runtime.ts'
import { aLab, aStore } from './run-lab.ts'

const opened = vi.hoisted((): string[] => [])
const families = vi.hoisted((): unknown[] => [])
vi.mock('../../../main/lab/runtimes.ts', () => ({
  openRuntime: (id: string, { ipFamily }: { readonly ipFamily?: unknown }) => {
    opened.push(id)
    families.push(ipFamily)
    return Promise.resolve(new FakeRuntime())
  },
}))

const { signal } = new AbortController()
const observer = { event: () => undefined, stepBegun: () => undefined }
const options = (change: Partial<RunOptions> = {}): RunOptions => ({
  mode: 'quick',
  seed: 1,
  keep: false,
  concurrency: 2,
  sudo: false,
  ...change,
})
async function prepared(change: Partial<RunOptions> = {}, resumed?: Parameters<typeof prepareExperiment>[1]) {
  const folder = temporaryFolder()
  const around = { paths: { data: folder, cache: folder }, store: aStore(), observer }
  return prepareExperiment(options(change), resumed, around, signal)
}

describe('preparing an experiment', () => {
  it('compares the usual variants of kind with all probes on all paths, unless told otherwise', async () => {
    const { experiment, parts } = await prepared()
    expect(experiment.variants).toEqual(defaultVariants('kind'))
    expect(experiment.probes).toEqual(probes)
    expect(experiment.spec).toMatchObject({ runtime: 'kind', mode: 'quick', rounds: 3, paths: [...pathIds] })
    expect(parts.allProbes).toEqual(probes)
    expect(parts.environment.tools).toEqual({ kind: 'fake' })
  })

  it('takes the runtime from the variants', async () => {
    opened.splice(0)
    await prepared({ variants: ['netns/vxlan', 'netns/routed'] })
    expect(opened).toEqual(['netns'])
    expect((await prepared({ runtime: 'netns' })).experiment.variants).toEqual(variantsOf('netns'))
  })

  it('lets single settings override the mode', async () => {
    const { experiment } = await prepared({ mode: 'rigorous', rounds: 2, duration: 1 })
    expect(experiment.spec).toMatchObject({
      rounds: 2,
      maxRounds: 2,
      intensity: { durationS: 1, requests: modes.rigorous.requests },
    })
  })

  it('measures what is named twice once', async () => {
    const twice = { variants: ['kindnet', 'kindnet'], probes: ['http-latency', 'http-latency'] }
    const { experiment } = await prepared(twice)
    expect(experiment.variants).toHaveLength(1)
    expect(experiment.probes).toHaveLength(1)
  })

  it.each<[Partial<RunOptions>, string, string]>([
    [{ variants: ['flannel'] }, 'unknown-name', 'flannel/vxlan'],
    [{ probes: ['iperf'] }, 'unknown-name', 'tcp-throughput'],
    [{ paths: ['pod-pod'] }, 'unknown-name', 'pod-pod/cross-node'],
    [{ variants: ['kindnet', 'netns/vxlan'] }, 'bad-usage', 'flannel/vxlan'],
    [{ variants: ['kindnet'], runtime: 'netns' }, 'bad-usage', 'netns/vxlan'],
    [{ variants: ['netns/vxlan'], ipFamily: 'dual' }, 'bad-usage', '--runtime kind --ip-family dual'],
    [{ catalog: '/no/such/file.json' }, 'unreadable-catalog', 'catalog'],
  ])('refuses %j, saying what there is', async (change, code, hint) => {
    const details = await detailsOf(() => prepared(change))
    expect(details.code).toBe(code)
    expect(details.hint).toContain(hint)
  })

  it('goes on with a cancelled run by its own specification', async () => {
    const cancelling = new AbortController()
    const lab = aLab({
      spec: { seed: 99 },
      signal: cancelling.signal,
      onEvent: (_event, count) => {
        if (count === 5) cancelling.abort(new Error('stop'))
      },
    })
    const { experiment } = await prepared({ seed: 1, variants: ['cilium/vxlan'] }, await lab.run())
    expect(experiment.spec.seed).toBe(99)
    expect(experiment.variants.map(({ id }) => id)).toEqual(['kindnet', 'flannel/vxlan', 'calico/vxlan'])
  })

  it('makes clusters of the IP family that is chosen, and notes it only where it is not IPv4 alone', async () => {
    families.splice(0)
    expect((await prepared({ ipFamily: 'dual' })).experiment.spec.ipFamily).toBe('dual')
    expect((await prepared({ ipFamily: 'ipv4' })).experiment.spec).not.toHaveProperty('ipFamily')
    expect((await prepared({ runtime: 'netns', ipFamily: 'ipv4' })).experiment.spec).not.toHaveProperty('ipFamily')
    expect(families).toEqual(['dual', undefined, undefined])
  })

  it('goes on with a dual-stack run in dual-stack clusters, whatever is asked for', async () => {
    const cancelling = new AbortController()
    const lab = aLab({
      spec: { ipFamily: 'dual' },
      signal: cancelling.signal,
      onEvent: (_event, count) => {
        if (count === 5) cancelling.abort(new Error('stop'))
      },
    })
    families.splice(0)
    const { experiment } = await prepared({ ipFamily: 'ipv4' }, await lab.run())
    expect(experiment.spec.ipFamily).toBe('dual')
    expect(families).toEqual(['dual'])
  })

  it('does not go on with a run that is complete', async () => {
    const run = await aLab({ variants: ['kindnet'], spec: { paths: [], rounds: 1, maxRounds: 1 } }).run()
    expect(await detailsOf(() => prepared({}, run))).toMatchObject({ code: 'bad-usage', message: 'it is complete.' })
  })
})

describe('chooseCatalog', () => {
  const file = (content: object) => {
    const path = join(temporaryFolder(), 'catalog.json')
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  const node = (version: string) => ({ node: { image: `kindest/node:${version}`, kubernetes: version } })

  it('is the pinned one where nothing is named', async () => {
    expect(await chooseCatalog(undefined, {})).toEqual(pinnedCatalog)
  })

  it('prefers the file that is asked for to CNILAB_CATALOG, and that to TESTBED', async () => {
    const environment = { CNILAB_CATALOG: file(node('v1.33.0')), TESTBED: '/no/such/file' }
    expect((await chooseCatalog(file(node('v1.34.4')), environment)).node.kubernetes).toBe('v1.34.4')
    expect((await chooseCatalog(undefined, environment)).node.kubernetes).toBe('v1.33.0')
    expect((await detailsOf(() => chooseCatalog(undefined, { TESTBED: '/no/such/file' }))).code).toBe(
      'unreadable-catalog',
    )
  })
})
