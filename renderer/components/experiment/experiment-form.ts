import { bounds, longestPolicies } from '../../../main/experiment/bounds.ts'
import type { ExperimentSpec, LabDescription, RunView } from '../../../main/api/contract.ts'
import type { Readiness } from '../../../main/lab/doctor/readiness.ts'
import type { Mode } from '../../../main/experiment/modes.ts'
import { referencePath, type TrafficPath } from '../../../main/experiment/paths.ts'

const minuteMs = 60_000
const { budgetMs, ...ownBounds } = bounds

/** Of the numbers that a person may enter: a time in minutes. */
export const fieldBounds = {
  ...ownBounds,
  budgetMinutes: { least: budgetMs.least / minuteMs, most: budgetMs.most / minuteMs },
}
type Numbers = keyof typeof fieldBounds

/**
 * What the form holds: a spec, with variants, probes and paths of every runtime, so that trying another runtime loses nothing. A
 * number that is null is the mode's, or random for the seed.
 */
export type ExperimentForm = {
  -readonly [Field in Exclude<keyof ExperimentSpec, Numbers | 'budgetMs'>]-?: NonNullable<ExperimentSpec[Field]>
} & Record<Numbers, number | null>

type Field = 'variants' | 'probes' | 'userPolicies' | Numbers
export type FormProblems = Partial<Record<Field, string>>

interface Preferences {
  readonly defaultMode: Mode
  readonly keepClusters: boolean
}

/** The usual variants and probes and everything else there is, measured as the settings say: what the command line does, too. */
export const defaultForm = (
  { variants, probes, paths }: LabDescription,
  { defaultMode, keepClusters }: Preferences,
  runtime: string,
): ExperimentForm => ({
  runtime,
  variants: variants.filter(({ isDefault }) => isDefault).map(({ id }) => id),
  probes: probes.filter(({ onWish }) => !onWish).map(({ id }) => id),
  userPolicies: '',
  ipFamily: 'ipv4',
  paths: paths.map(({ id }) => id).filter(isChoosable),
  mode: defaultMode,
  rounds: null,
  budgetMinutes: null,
  durationS: null,
  seed: null,
  keep: keepClusters,
})

/** The reference is always measured. */
export const isChoosable = (path: TrafficPath): boolean => path !== referencePath

/** Where to begin: the runtime that was asked for, else the first that works here. */
export function firstRuntime(
  asked: string | undefined,
  { runtimes: [first, ...others] }: Pick<LabDescription, 'runtimes'>,
  readiness: readonly Readiness[],
): string {
  if (asked !== undefined && [first, ...others].some((runtime) => runtime?.id === asked)) return asked
  return readiness.find(({ ready }) => ready)?.runtime ?? first?.id ?? ''
}

/** Selects only the variants that are named, of those that exist, and goes where they are. */
export function withVariants(
  form: ExperimentForm,
  { variants }: LabDescription,
  ids: readonly string[],
): ExperimentForm {
  const named = variants.filter(({ id }) => ids.includes(id))
  const [first] = named
  if (!first) return form
  const others = variants.filter(({ id, runtime }) => runtime !== first.runtime && form.variants.includes(id))
  return { ...form, runtime: first.runtime, variants: [...named, ...others].map(({ id }) => id) }
}

/** The experiment of an earlier run, except for its seed: the order is shuffled anew. */
export function formOfRun(
  form: ExperimentForm,
  description: LabDescription,
  { spec, variants, probes }: Pick<RunView['run'], 'spec' | 'variants' | 'probes'>,
): ExperimentForm {
  const done = new Set(probes.map(({ id }) => id))
  const ids = variants.map(({ id }) => id)
  return {
    ...withVariants(form, description, ids),
    runtime: spec.runtime,
    probes: description.probes.map(({ id }) => id).filter((id) => done.has(id)),
    userPolicies: spec.userPolicies ?? '',
    ipFamily: spec.ipFamily ?? 'ipv4',
    paths: spec.paths.filter(isChoosable),
    mode: spec.mode,
    // What is planned by looks, or measured by bytes, is the mode's.
    rounds: spec.looks ? null : spec.rounds,
    budgetMinutes: spec.budgetMs === undefined ? null : Math.round(spec.budgetMs / minuteMs),
    durationS: spec.intensity.bytes === undefined ? spec.intensity.durationS : null,
  }
}

/** What the lab is asked to do: only what the runtime has. */
export function specOf(form: ExperimentForm, description: LabDescription): ExperimentSpec {
  const { runtimes, variants, paths } = description
  const { runtime, probes, userPolicies, ipFamily, mode, rounds, budgetMinutes, durationS, seed } = form
  const profile = runtimes.find(({ id }) => id === runtime)
  const chosen = possibleProbes(form, description).filter(({ id }) => probes.includes(id))
  const inRuntime = variants.filter((variant) => variant.runtime === runtime && form.variants.includes(variant.id))
  const available = paths.filter(({ id, runtimes }) => runtimes.includes(runtime) && form.paths.includes(id))
  return {
    runtime,
    variants: inRuntime.map(({ id }) => id),
    probes: chosen.map(({ id }) => id),
    ...(chosen.some(({ takesPolicies }) => takesPolicies) && userPolicies.trim() !== '' && { userPolicies }),
    ...(ipFamily !== 'ipv4' && profile?.ipFamilies.includes(ipFamily) && { ipFamily }),
    paths: available.map(({ id }) => id).filter(isChoosable),
    mode,
    ...(rounds !== null && { rounds }),
    ...(budgetMinutes !== null && { budgetMs: budgetMinutes * minuteMs }),
    ...(durationS !== null && { durationS }),
    ...(seed !== null && { seed }),
    keep: form.keep && profile?.keepsClusters === true,
  }
}

/** The probes that the runtime has what they need for. */
export const possibleProbes = ({ runtime }: Pick<ExperimentForm, 'runtime'>, { probes }: LabDescription) =>
  probes.filter(({ runtimes }) => runtimes.includes(runtime))

/** What keeps the choice from being one that the lab accepts, field by field. */
export function problemsOf({
  variants,
  probes,
  userPolicies = '',
  rounds,
  budgetMs: timeMs,
  durationS,
  seed,
}: ExperimentSpec): FormProblems {
  const budgetMinutes = timeMs === undefined ? undefined : timeMs / minuteMs
  const numbers = { rounds, budgetMinutes, durationS, seed }
  const outside = Object.entries(fieldBounds).flatMap(([field, { least, most }]) => {
    const value = numbers[field as Numbers]
    const fits = value === undefined || (Number.isInteger(value) && value >= least && value <= most)
    return fits ? [] : [[field, `A whole number from ${String(least)} to ${String(most)}.`] as const]
  })
  return {
    ...(variants.length === 0 && { variants: 'Choose at least one variant.' }),
    ...(probes.length === 0 && { probes: 'Choose at least one probe.' }),
    ...(userPolicies.length > longestPolicies && {
      userPolicies: `Longer than the ${String(longestPolicies / 1024)} KiB that the lab takes.`,
    }),
    ...Object.fromEntries(outside),
  }
}
