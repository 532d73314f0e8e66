import { defaultVariants, findVariants, variantsOf } from '../cnis/index.ts'
import type { IpFamily } from '../cnis/recipe.ts'
import type { RuntimeId, Variant } from '../cnis/variant.ts'
import type { EngineId } from '../clusters/kind/engine.ts'
import { findProbes, inspections as allInspections, probes as allProbes } from '../probes/index.ts'
import { pathIds, type PathId } from '../probes/probe.ts'
import type { ResolvedSpec } from '../experiment/spec.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { Store } from '../store/store.ts'
import { LabError } from '../system/errors.ts'
import type { Paths } from '../system/paths.ts'
import { chooseCatalog } from './catalog-choice.ts'
import { chosenProbes } from './chosen-probes.ts'
import { describeEnvironment } from './environment.ts'
import type { Experiment, LabParts } from './experiment.ts'
import { checkIpFamily } from './ip-family.ts'
import { modes, type Mode } from '../experiment/modes.ts'
import type { Observer } from './recorder.ts'
import { openRuntime } from './runtimes.ts'

/** What a person may choose about a run. */
export interface RunOptions {
  readonly variants?: readonly string[]
  readonly runtime?: RuntimeId
  /** Probes and inspections. */
  readonly probes?: readonly string[]
  /** NetworkPolicies to try in each cluster, as YAML. */
  readonly userPolicies?: string
  /** Of clusters on kind; IPv4 alone unless given. */
  readonly ipFamily?: IpFamily
  readonly paths?: readonly string[]
  readonly mode: Mode
  readonly rounds?: number
  readonly duration?: number
  readonly seed: number
  readonly keep: boolean
  readonly concurrency: number
  readonly catalog?: string
  readonly engine?: EngineId
  readonly sudo: boolean
}

interface Around {
  readonly paths: Paths
  readonly store: Store
  readonly observer: Observer
  /** Asked whenever a cluster is closed, instead of what was chosen at first. */
  readonly keep?: () => boolean
}

/**
 * Turns a choice into an experiment and everything it needs, checking all of it before anything is made.
 * A resumed run keeps its own specification; the choice then says only how to get clusters.
 * @throws LabError
 */
export async function prepareExperiment(
  options: RunOptions,
  resumed: RunRecord | undefined,
  { paths, store, observer, keep = () => options.keep }: Around,
  signal: AbortSignal,
): Promise<{ readonly experiment: Experiment; readonly parts: LabParts }> {
  const experiment = resumed ? experimentOf(resumed) : chosenExperiment(options)
  const catalog = await chooseCatalog(options.catalog)
  const { ipFamily } = experiment.spec
  const runtimeOptions = { paths, catalog, ipFamily, engine: options.engine, keep, viaSudo: options.sudo }
  const runtime = await openRuntime(experiment.spec.runtime, runtimeOptions, signal)
  await runtime.preflight(experiment.variants, signal)
  const environment = await describeEnvironment(runtime, signal)
  const { concurrency } = options
  return { experiment, parts: { runtime, store, environment, allProbes, concurrency, observer } }
}

function chosenExperiment(options: RunOptions): Experiment {
  const { runtime, variants } = chooseVariants(options)
  checkIpFamily({ runtime, ipFamily: options.ipFamily })
  const { rounds, maxRounds, durationS, requests } = modes[options.mode]
  const spec: ResolvedSpec = {
    runtime,
    mode: options.mode,
    seed: options.seed,
    rounds: options.rounds ?? rounds,
    maxRounds: options.rounds ?? maxRounds,
    intensity: { durationS: options.duration ?? durationS, requests },
    paths: options.paths ? options.paths.map(asPath) : [...pathIds],
    ...(options.ipFamily === 'dual' && { ipFamily: 'dual' }),
    ...(options.userPolicies !== undefined && { userPolicies: options.userPolicies }),
  }
  const probes = options.probes ?? [...allProbes, ...allInspections].map(({ id }) => id)
  return { spec, variants, ...chosenProbes({ runtime, probes, userPolicies: options.userPolicies }) }
}

function chooseVariants({ variants: ids, runtime: wanted }: RunOptions): {
  readonly runtime: RuntimeId
  readonly variants: readonly Variant[]
} {
  if (!ids) return { runtime: wanted ?? 'kind', variants: defaultVariants(wanted ?? 'kind') }
  const variants = findVariants(ids)
  const runtimes = new Set([...(wanted ? [wanted] : []), ...variants.map(({ runtime }) => runtime)])
  const [runtime = 'kind'] = runtimes
  if (runtimes.size > 1)
    throw new LabError({
      code: 'bad-usage',
      title: 'Cannot compare these variants in one run',
      message: `they belong to different runtimes (${[...runtimes].join(', ')}), whose numbers have nothing in common.`,
      hint: `Of ${runtime} there are ${variantsOf(runtime)
        .map(({ id }) => id)
        .join(', ')}.`,
    })
  return { runtime, variants }
}

function asPath(name: string): PathId {
  const path = pathIds.find((id) => id === name)
  if (path) return path
  throw new LabError({
    code: 'unknown-name',
    title: `Cannot measure the path "${name}"`,
    message: 'there is none of that name.',
    hint: `There are ${pathIds.join(', ')}.`,
  })
}

function experimentOf({ id, state, spec, variants, probes, inspections = [] }: RunRecord): Experiment {
  if (state === 'running' || state === 'complete')
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot go on with the run ${id}`,
      message: state === 'running' ? 'it is still running.' : 'it is complete.',
      hint: 'cnilab list runs shows which are interrupted.',
    })
  return {
    spec,
    variants: findVariants(variants.map((each) => each.id)),
    ...findProbes([...probes, ...inspections].map((each) => each.id)),
  }
}
