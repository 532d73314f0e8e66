import type { PolicyCaseSpec } from './cases/case.ts'
import { look } from './look.ts'
import type { Answer } from './parse-look.ts'
import { keyOf, type Attempt, type RecordedTry } from './record.ts'
import { patienceMs, recordedTry, type Suite } from './run-case.ts'
import { settle } from './settle.ts'

export interface Gate {
  readonly isOpen: boolean
  readonly baseline: ReadonlyMap<string, Answer>
  readonly tries: readonly RecordedTry[]
}

/** Case 0: without any policy all must be open, or what is shut later says nothing of policies. */
export async function lookAtGate(
  specs: readonly PolicyCaseSpec[],
  { context, fixture }: Pick<Suite, 'context' | 'fixture'>,
): Promise<Gate> {
  const looked = specs.filter(({ run }) => run !== 'first-packets')
  const attempts = attemptsOf(looked)
  const judged = attemptsOf(looked.filter(({ kind }) => kind !== 'shown')).filter(({ protocol }) => protocol !== 'SCTP')
  const isJudged = new Set(judged.map(keyOf))
  const { answers } = await settle(
    (count) => look(context, fixture.places, `case 0, look ${String(count)}`, attempts),
    attempts,
    (attempt, { reach }) => reach === 'open' || !isJudged.has(keyOf(attempt)),
    { deadlineMs: patienceMs, looks: 2, signal: context.signal },
  )
  return {
    isOpen: judged.every((attempt) => answers.get(keyOf(attempt))?.reach === 'open'),
    baseline: answers,
    tries: attempts.map((attempt) => recordedTry(attempt, answers, answers)),
  }
}

const attemptsOf = (specs: readonly PolicyCaseSpec[]): readonly Attempt[] => [
  ...new Map(
    specs
      .flatMap(({ steps }) => steps.flatMap(({ attempts }) => attempts))
      .map(({ declared: _, ...attempt }) => [keyOf(attempt), attempt]),
  ).values(),
]
