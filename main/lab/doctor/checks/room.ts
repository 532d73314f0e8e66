import { kind } from '../../../clusters/kind/profile.ts'
import { defaultVariants } from '../../../cnis/index.ts'
import { ok, problem, warning, type Outcome } from '../check.ts'

/** A resource that each cluster takes some of. */
export interface Room {
  /** What there is of it, e.g. "21.3 GiB available". */
  readonly detail: string
  /** How many more clusters fit. */
  readonly fits: number
  /** What makes more of it; without one, the fix is to compare fewer variants. */
  readonly fix?: string
}

/** A comparison of the default variants is what `cnilab run` does unless told; with room for fewer, some must be named. */
export function roomFor({ detail, fits, fix }: Room): Outcome {
  const all = defaultVariants(kind.id).map(({ id }) => id)
  if (fits >= all.length) return ok(`${detail}: ${clusters(fits)} fit`)
  if (fits < 1) return problem(`${detail}: no cluster fits`, fix ?? 'cnilab run --runtime netns')
  const fewer = `cnilab run --runtime kind --variants ${all.slice(0, fits).join(',')}`
  return warning(`${detail}: ${clusters(fits)} of ${String(all.length)} fit`, fix ?? fewer)
}

export const clusters = (count: number) => `${String(count)} ${count === 1 ? 'cluster' : 'clusters'}`
