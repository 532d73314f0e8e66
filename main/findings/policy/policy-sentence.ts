import type { PolicyEvidence, Spread } from '../evidence/policy.ts'

interface Told extends Pick<PolicyEvidence, 'gate' | 'enforcement' | 'counts'> {
  readonly enforceMs: Spread | undefined
}

/** What a variant makes of policies, in a sentence. */
export function sentenceOf({ gate, enforcement, counts, enforceMs }: Told): string {
  if (!gate.open) return `Nothing can be said of policies. ${gate.explanation}`
  const { judged, match, notEnforced, deviating, unknown } = counts
  const open = unknown > 0 ? `; ${cases(unknown)} ${unknown === 1 ? 'is' : 'are'} unknown` : ''
  switch (enforcement) {
    case 'full':
      return `All ${String(judged)} judged cases match the specification${timeOf(enforceMs)}.`
    case 'none':
      return `Enforces no NetworkPolicy: all ${String(notEnforced)} judged cases stayed open${open}.`
    case 'partial':
      return `${String(match)} of ${String(judged)} judged cases match the specification, ${String(deviating)} deviate, ${String(notEnforced)} are not enforced${open}.`
    case 'unknown':
      return match > 0
        ? `${String(match)} of ${String(judged)} judged cases match the specification${open}.`
        : `Nothing can be said of policies: ${cases(unknown)} of ${String(judged)} could not be judged.`
  }
}

const cases = (count: number) => `${String(count)} ${count === 1 ? 'case' : 'cases'}`

const timeOf = (spread: Spread | undefined) =>
  spread ? `; median time to enforce ${(spread.median / 1000).toFixed(1)} s` : ''
