import { median } from 'simple-statistics'
import type { CaseOutcome, PolicyCase, PolicyFacts, Spread } from './facts.ts'
import { judgeCase } from './judge-case.ts'
import type { PolicyRecord, TookEffect } from './record.ts'

/** What a variant makes of NetworkPolicies: the expectation comes from the recorded policies and model, never from the CNI's name. */
export function derivePolicy(record: PolicyRecord): PolicyFacts {
  const baseline = baselineOf(record)
  const cases = record.cases.map((each) => judgeCase(each, record))
  const judged = cases.filter(({ kind }) => kind === 'standard' || kind === 'dynamic')
  const counts = countsOf(judged)
  const matching = judged.filter(({ outcome }) => outcome === 'match')
  return {
    ...{ baseline, enforcement: baseline.isClean ? enforcementOf(counts) : 'unknown', counts, cases },
    enforceMs: spreadOf(matching, ({ enforced }) => enforced),
    releaseMs: spreadOf(matching, ({ released }) => released),
    sideBySide: record.sideBySide,
    establishedConnection: establishedOf(record),
  }
}

/** Kept or cut can be told only where lines came before, and new connections were seen to be denied. */
function establishedOf({ established }: PolicyRecord): PolicyFacts['establishedConnection'] {
  if (!established?.enforced || established.linesBefore === 0) return 'unknown'
  return established.linesAfter > 0 ? 'kept' : 'cut'
}

/** Clean unless cases were left out because something was denied without any policy. SCTP is not judged: not every kernel has it. */
function baselineOf({ baseline, cases }: PolicyRecord): PolicyFacts['baseline'] {
  if (!cases.some(({ state }) => state === 'skipped')) return { isClean: true, failing: [] }
  const failing = baseline
    .filter((check) => check.baseline !== 'allowed' && check.protocol !== 'SCTP')
    .map(({ from, to, protocol, port, baseline: observed }) => ({ from, to, protocol, port, observed }))
  return { isClean: false, failing }
}

function countsOf(cases: readonly PolicyCase[]): PolicyFacts['counts'] {
  const count = (...outcomes: readonly CaseOutcome[]) =>
    cases.filter(({ outcome }) => outcomes.includes(outcome)).length
  return {
    judged: count('match', 'not-enforced', 'deviates', 'unknown'),
    ...{ match: count('match'), notEnforced: count('not-enforced') },
    ...{ deviating: count('deviates'), unknown: count('unknown') },
  }
}

/** Full only where every case is known to match; none only where every known case shows that nothing is enforced. */
function enforcementOf(counts: PolicyFacts['counts']): PolicyFacts['enforcement'] {
  const { judged, match, notEnforced, deviating, unknown } = counts
  const known = judged - unknown
  if (known === 0) return 'unknown'
  if (match === judged) return 'full'
  if (notEnforced === known) return 'none'
  return match + deviating > 0 && notEnforced + deviating > 0 ? 'partial' : 'unknown'
}

function spreadOf(
  cases: readonly PolicyCase[],
  tookOf: (one: PolicyCase) => TookEffect | undefined,
): Spread | undefined {
  const timed = cases
    .flatMap((one) => {
      const took = tookOf(one)
      return took ? [{ id: one.id, title: one.title, ms: took.firstRightMs }] : []
    })
    .toSorted((one, other) => one.ms - other.ms)
  const [fastest, slowest] = [timed[0], timed.at(-1)]
  if (!fastest || !slowest) return undefined
  const { ms: max, ...ofSlowest } = slowest
  return { n: timed.length, median: median(timed.map(({ ms }) => ms)), min: fastest.ms, max, slowest: ofSlowest }
}
