import { duration } from '../../words/en/quantity.ts'
import type { FactCell } from '../scorecard.ts'
import type { PolicyFacts } from './facts.ts'

/** How many of the judged cases are enforced as specified, and the slowest of them. */
export function policyScore({ baseline, enforcement, counts, enforceMs }: PolicyFacts): FactCell | undefined {
  if (!baseline.isClean || enforcement === 'unknown') return undefined
  const { judged, match, unknown } = counts
  const notes = [
    ...(enforceMs ? [`slowest ${duration(enforceMs.max)} (case ${enforceMs.slowest.id})`] : []),
    ...(unknown > 0 ? [`${String(unknown)} unknown`] : []),
  ]
  return {
    text: `${String(match)} of ${String(judged)} enforced`,
    ...(notes.length > 0 && { note: notes.join(', ') }),
    level: match / judged,
  }
}
