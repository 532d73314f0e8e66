import { z } from 'zod'
import { referencePath } from '../../experiment/paths.ts'
import { deriveFindings } from '../../findings/derive-findings.ts'
import type { Comparison } from '../../findings/findings.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { LabError } from '../../system/errors.ts'
import { questionSchema } from './question.ts'
import { twinIds } from './twins.ts'

/** What an experiment said of one question. */
const answerSchema = z.object({
  ...questionSchema.shape,
  verdict: z.enum(['ahead', 'equal', 'undecided', 'not-compared']),
  /** Which of the twins is ahead: b is the one that may be slowed down. */
  ahead: z.enum(['a', 'b']).optional(),
  /** How much slower b was, by round, as log ratios: 0.1 is about 10 %. */
  slower: z.array(z.number()),
})
export type Answer = Readonly<z.infer<typeof answerSchema>>

/** One experiment, as far as the lab is judged by it. */
export const outcomeSchema = z.object({
  /** What b was slowed down by, as a share; 0 where the twins were equal. */
  slowDown: z.number(),
  seed: z.number(),
  durationMs: z.number(),
  answers: z.array(answerSchema),
})
export type Outcome = Readonly<z.infer<typeof outcomeSchema>>

/** What a run of twins said on its questions; the reference path is none. @throws LabError where the run did not come to its end */
export function answersOf(run: RunRecord): readonly Answer[] {
  const { state, error, variants } = run
  const failure = error ?? variants.find((variant) => variant.error)?.error
  if (state !== 'complete' || failure)
    throw new LabError({
      code: 'cluster-failed',
      title: 'Cannot finish an experiment of the self-test',
      message: failure ? `${failure.title}: ${failure.message}` : `it ended as ${state}.`,
    })
  return deriveFindings(run)
    .comparisons.filter(({ path }) => path !== referencePath)
    .map((comparison) => answerOf(run, comparison))
}

function answerOf(run: Pick<RunRecord, 'probes'>, comparison: Comparison): Answer {
  const { probe, caseId, path, point, metric, verdict, a, effect } = comparison
  const ratios = effect.scale === 'ratio' ? effect.values : []
  // Of a over b: where more is better, it is larger the slower b is.
  const isMoreBetter = run.probes.find(({ id }) => id === probe)?.metrics[metric]?.better === 'higher'
  const sign = isMoreBetter === (a === twinIds.a) ? 1 : -1
  return {
    ...{ probe, caseId, path, metric, verdict },
    ...(point !== undefined && { point }),
    ...(verdict === 'ahead' && { ahead: comparison.winner === twinIds.a ? 'a' : 'b' }),
    slower: ratios.map((ratio) => sign * Math.log(ratio)),
  }
}
