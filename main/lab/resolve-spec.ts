import { randomInt } from 'node:crypto'
import { runtimes } from '../clusters/index.ts'
import { defaultVariants, findVariants, variants as allVariants, variantsOf } from '../cnis/index.ts'
import type { Variant } from '../cnis/variant.ts'
import { bounds } from '../experiment/bounds.ts'
import { availablePaths, trafficPaths } from '../experiment/paths.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { probes as allProbes } from '../probes/index.ts'
import type { RunRecord } from '../store/run-record.ts'
import { LabError } from '../system/errors.ts'
import { chosenProbes } from './chosen-probes.ts'
import type { Experiment } from './run-under-way.ts'
import type { History } from './history.ts'
import { intensityOf } from './intensity.ts'
import { checkIpFamily } from './ip-family.ts'
import { planRounds } from './plan-rounds.ts'
import { turnTimes } from './turn-time.ts'

/** What is asked for, with what is usual wherever nothing is. @throws LabError `unknown-name` */
export function completeSpec(asked: Partial<ExperimentSpec>): ExperimentSpec {
  const [first] = asked.variants ?? []
  const runtime = asked.runtime ?? (first === undefined ? (runtimes.ids[0] ?? '') : allVariants.get(first).runtime)
  return {
    ...asked,
    runtime,
    variants: asked.variants ?? defaultVariants(runtime).map(({ id }) => id),
    probes: asked.probes ?? usualProbes(),
    paths: asked.paths ?? trafficPaths,
    mode: asked.mode ?? 'quick',
    keep: asked.keep ?? false,
  }
}

/** What is read where nobody names probes. */
const usualProbes = () =>
  allProbes
    .all()
    .filter(({ onWish }) => !onWish)
    .map(({ id }) => id)

/**
 * The things that a spec names, and the numbers that it leaves to its mode. A seed that it does not have is drawn. What earlier runs
 * took says how many rounds fit into a time.
 * @throws LabError `unknown-name`, or `bad-usage` where they do not go together
 */
export function resolveSpec(asked: ExperimentSpec, history: History = {}): Experiment {
  const { runtime, mode, ipFamily, userPolicies, budgetMs } = asked
  const variants = variantsOn(runtime, asked.variants)
  checkIpFamily(asked)
  const { usualSpread, provides, typical } = runtimes.get(runtime)
  const probes = chosenProbes(asked)
  const paths = availablePaths(asked.paths, provides)
  const intensity = intensityOf(asked)
  const times = turnTimes({ typical }, history[runtime])
  const clusters = variants.length
  const plan = planRounds({ choice: asked, probes, paths, clusters, intensity, usualSpread, times })
  const { rounds, maxRounds, looks } = plan
  return {
    spec: {
      runtime,
      mode,
      seed: asked.seed ?? randomInt(bounds.seed.most + 1),
      rounds,
      maxRounds,
      ...(looks && { looks }),
      ...(looks && budgetMs !== undefined && { budgetMs }),
      intensity,
      paths,
      ...(ipFamily === 'dual' && { ipFamily }),
      ...(userPolicies !== undefined && { userPolicies }),
    },
    variants,
    probes,
  }
}

/**
 * The experiment of a run that is to be resumed: its own, whatever is usual now.
 * @throws LabError `bad-usage` where the run needs no more, or `unknown-name` where this version lacks something of it
 */
export function resolveRun({ id, state, spec, variants, ...run }: RunRecord): Experiment {
  if (state === 'running' || state === 'complete')
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot resume the run ${id}`,
      message: state === 'running' ? 'it is still running.' : 'it is complete.',
      hint: 'cnilab list runs shows which are interrupted.',
    })
  return {
    spec,
    variants: findVariants(variants.map((variant) => variant.id)),
    probes: run.probes.map(({ id }) => allProbes.get(id)),
  }
}

function variantsOn(runtime: string, ids: readonly string[]): readonly Variant[] {
  const variants = findVariants(ids)
  const belongTo = new Set([runtime, ...variants.map((variant) => variant.runtime)])
  if (belongTo.size === 1) return variants
  throw new LabError({
    code: 'bad-usage',
    title: 'Cannot compare these variants in one run',
    message: `they belong to different runtimes (${[...belongTo].join(', ')}), whose numbers are not comparable.`,
    hint: `Of ${runtime} there are ${variantsOf(runtime)
      .map(({ id }) => id)
      .join(', ')}.`,
  })
}
