import { z } from 'zod'
import { pathIds } from '../../experiment/paths.ts'
import type { QuestionKey } from '../../findings/question-key.ts'

/** A question by ids, in a file. */
export const questionSchema = z.object({
  probe: z.string(),
  caseId: z.string(),
  path: z.enum(pathIds),
  point: z.number().optional(),
  metric: z.string(),
})

/** As one text, to group by. */
export const questionText = ({ probe, caseId, path, point, metric }: QuestionKey): string =>
  JSON.stringify([probe, caseId, path, point ?? null, metric])
