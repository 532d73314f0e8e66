import type { ResolvedSpec } from '../../experiment/spec.ts'

/** `6 rounds`, `13 to 18 rounds`; with a time that bounds them, `rounds for 10 min`. */
export function roundsWords({ rounds, maxRounds, budgetMs }: Pick<ResolvedSpec, 'rounds' | 'maxRounds' | 'budgetMs'>) {
  if (budgetMs !== undefined) return `rounds for ${minutesWords(budgetMs)}`
  const count = maxRounds > rounds ? `${String(rounds)} to ${String(maxRounds)}` : String(rounds)
  return `${count} ${count === '1' ? 'round' : 'rounds'}`
}

/** Of a time that a person set: `10 min`, `90 s`. */
export const minutesWords = (ms: number): string =>
  ms % 60_000 === 0 ? `${String(ms / 60_000)} min` : `${String(Math.round(ms / 1000))} s`
