import type { PolicyCaseSpec } from './cases/case.ts'
import { observe } from './observe.ts'
import type { Answer } from './parse-observation.ts'
import { keyOf, type Attempt, type RecordedCheck } from './record.ts'
import { defaultTimeoutMs, recordedCheck, type Suite } from './run-case.ts'
import { pollUntilStable } from './poll-until-stable.ts'

export interface BaselineCheck {
  /** All that is judged is allowed. */
  readonly isClean: boolean
  readonly answers: ReadonlyMap<string, Answer>
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

const attemptsOf = (specs: readonly PolicyCaseSpec[]): readonly Attempt[] => [
  ...new Map(
    specs
      .flatMap(({ steps }) => steps.flatMap(({ attempts }) => attempts))
      .map(({ declared: _, ...attempt }) => [keyOf(attempt), attempt]),
  ).values(),
]
