import type { PolicyCaseSpec } from './cases/case.ts'
import { observe } from './observe.ts'
import type { Answers } from './parse-observation.ts'
import { pollUntilStable } from './poll-until-stable.ts'
import { distinct, keyOf, type RecordedCase, type RecordedCheck } from './record.ts'
import { defaultTimeoutMs, recordedCheck, type Suite } from './run-case.ts'

export interface BaselineCheck {
  /** All that is judged is allowed. */
  readonly isClean: boolean
  readonly answers: Answers
  readonly checks: readonly RecordedCheck[]
}

/** Case 0: without any policy all must be allowed, or what is denied later says nothing of policies. */
export async function checkBaseline(
  specs: readonly PolicyCaseSpec[],
  { context, fixture }: Pick<Suite, 'context' | 'fixture'>,
): Promise<BaselineCheck> {
  const observed = specs.filter(({ run }) => run !== 'first-packets')
  const attempts = attemptsOf(observed)
  const judged = attemptsOf(observed.filter(({ kind }) => kind !== 'informational')).filter(
    ({ protocol }) => protocol !== 'SCTP',
  )
  const isJudged = new Set(judged.map(keyOf))
  const { answers } = await pollUntilStable(
    (count) => observe(context, fixture.dialer, `case 0, round ${String(count)}`, attempts),
    attempts,
    (attempt, { connectivity }) => connectivity === 'allowed' || !isJudged.has(keyOf(attempt)),
    { timeoutMs: defaultTimeoutMs, rounds: 2, signal: context.signal },
  )
  return {
    isClean: judged.every((attempt) => answers.get(keyOf(attempt))?.connectivity === 'allowed'),
    answers,
    checks: attempts.map((attempt) => recordedCheck(attempt, answers, answers)),
  }
}

const attemptsOf = (specs: readonly PolicyCaseSpec[]) =>
  distinct(specs.flatMap(({ steps }) => steps.flatMap(({ attempts }) => attempts))).map(
    ({ declared, ...attempt }) => attempt,
  )

/**
 * What is allowed without policies, as the case's end showed it last: a server that has ended must not be waited for, nor judged, in
 * every case that follows.
 */
export function updatedBaseline(baseline: Answers, { steps }: Pick<RecordedCase, 'steps'>): Answers {
  const seen = steps.flatMap(({ checks }) =>
    checks.flatMap((each) => (each.after === undefined ? [] : [[keyOf(each), { connectivity: each.after }] as const])),
  )
  return new Map([...baseline, ...seen])
}
