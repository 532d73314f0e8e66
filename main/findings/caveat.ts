import type { PathId } from '../experiment/paths.ts'

/** Cells of a run that something is to be known of, by what was measured and where. */
interface CellShare {
  readonly count: number
  readonly of: number
  readonly where: readonly { readonly probe: string; readonly path: PathId }[]
}

/** What a reader must know before believing a number. */
export type Caveat =
  | { readonly code: 'one-kernel' }
  | { readonly code: 'reference-datapaths' }
  | { readonly code: 'unfinished'; readonly state: 'running' | 'interrupted' | 'cancelled' | 'failed' }
  | { readonly code: 'few-rounds'; readonly count: number; readonly of: number; readonly minimum: number }
  | { readonly code: 'variant-failed'; readonly variant: string; readonly message: string }
  | { readonly code: 'executions-failed'; readonly count: number }
  | { readonly code: 'outputs-unread'; readonly count: number }
  | ({ readonly code: 'cpu-limited' } & CellShare)
  | ({ readonly code: 'unstable' } & CellShare)
  | ({ readonly code: 'drifting' } & CellShare)
  | ({ readonly code: 'outliers' } & CellShare)
  | { readonly code: 'baselines-differ'; readonly pairs: readonly { readonly a: string; readonly b: string }[] }
  | { readonly code: 'iperf3-single-threaded' }
  | { readonly code: 'governor'; readonly governor: string }
  | { readonly code: 'idle-load'; readonly share: number }

/** What may turn an answer over first, what holds of every run last. */
const weights: Readonly<Record<Caveat['code'], number>> = {
  unfinished: 0,
  'variant-failed': 1,
  'baselines-differ': 2,
  'few-rounds': 3,
  'idle-load': 4,
  drifting: 5,
  unstable: 6,
  'executions-failed': 7,
  'outputs-unread': 7,
  outliers: 8,
  'cpu-limited': 9,
  governor: 10,
  'one-kernel': 11,
  'reference-datapaths': 12,
  'iperf3-single-threaded': 13,
}

/** Those that matter most first. */
export const gravestFirst = (caveats: readonly Caveat[]): readonly Caveat[] =>
  caveats.toSorted((a, b) => weights[a.code] - weights[b.code])
