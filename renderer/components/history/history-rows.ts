import { duration, time } from '../../../main/words/en/quantity.ts'
import type { RunSummary } from '../../../main/store/store.ts'
import { sortedBy, type Sort, type SortValue } from '../results/sort.ts'

/** Selects know no empty value. */
export const any = '*'

export interface HistoryFilter {
  /** Every word must be somewhere in the run's id, variants, mode or runtime. */
  text: string
  state: string
  runtime: string
}

export const noFilter: Readonly<HistoryFilter> = { text: '', state: any, runtime: any }

export function historyRows(
  runs: readonly RunSummary[],
  { text, state, runtime }: Readonly<HistoryFilter>,
  sort: Sort | undefined,
): readonly RunSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const wanted = runs.filter(
    (run) =>
      (state === any || run.state === state) &&
      (runtime === any || run.runtime === runtime) &&
      words.every((word) => searched(run).includes(word)),
  )
  return sortedBy(wanted, sort, (run, column) => valuesOf(run)[column])
}

const searched = ({ id, variants, mode, runtime, state, startedAtMs }: RunSummary) =>
  [id, ...variants, mode, runtime, state, time(startedAtMs)].join(' ').toLowerCase()

/** What runs are sorted by, column by column. */
const valuesOf = (run: RunSummary): Readonly<Record<string, SortValue>> => ({
  started: run.startedAtMs,
  state: run.state,
  variants: run.variants.join(' '),
  mode: run.mode,
  runtime: run.runtime,
  samples: run.samples,
  duration: elapsedMs(run),
})

const elapsedMs = ({ startedAtMs, endedAtMs }: RunSummary): number | undefined =>
  endedAtMs === undefined ? undefined : endedAtMs - startedAtMs

export const elapsed = (run: RunSummary): string => {
  const ms = elapsedMs(run)
  return ms === undefined ? '' : duration(ms)
}

/** At most two are compared: a third takes the place of the first. */
export const withChosen = (chosen: readonly string[], id: string): readonly string[] =>
  chosen.includes(id) ? chosen.filter((other) => other !== id) : [...chosen, id].slice(-2)

/** The older run is compared with the newer one, whichever was chosen first. */
export function pairOf(
  chosen: readonly string[],
  runs: readonly RunSummary[],
): { readonly a: string; readonly b: string } | undefined {
  const [first, second, ...others] = runs
    .filter(({ id }) => chosen.includes(id))
    .toSorted((one, other) => one.startedAtMs - other.startedAtMs)
  return first && second && others.length === 0 ? { a: first.id, b: second.id } : undefined
}
