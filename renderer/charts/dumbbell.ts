import type { Estimate } from '../../main/findings/findings.ts'

export interface Domain {
  readonly low: number
  readonly high: number
}

export interface Dumbbell {
  /** Each in the width's unit; absent where there is no such estimate. */
  readonly a?: Mark
  readonly b?: Mark
  /** Where 1 lies, when it is in the domain. */
  readonly one?: number
}

interface Mark {
  readonly middle: number
  readonly from: number
  readonly to: number
}

/** What all estimates of a group need, with a little air; undefined when there is none. */
export function domainOf(estimates: readonly (Estimate | undefined)[]): Domain | undefined {
  const bounds = estimates.flatMap((estimate) =>
    estimate
      ? [estimate.median, estimate.interval?.low ?? estimate.median, estimate.interval?.high ?? estimate.median]
      : [],
  )
  if (bounds.length === 0) return undefined
  const [low, high] = [Math.min(...bounds), Math.max(...bounds)]
  const air = (high - low || Math.abs(high) || 1) * 0.06
  return { low: low - air, high: high + air }
}

/** Both intervals on one line, as places within `width`. */
export function dumbbell(
  { a, b }: { readonly a?: Estimate | undefined; readonly b?: Estimate | undefined },
  { low, high }: Domain,
  width: number,
): Dumbbell {
  const place = (value: number) => ((value - low) / (high - low)) * width
  const mark = ({ median, interval }: Estimate): Mark => ({
    middle: place(median),
    from: place(interval?.low ?? median),
    to: place(interval?.high ?? median),
  })
  return { ...(a && { a: mark(a) }), ...(b && { b: mark(b) }), ...(low <= 1 && high >= 1 && { one: place(1) }) }
}
