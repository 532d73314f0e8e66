import { z } from 'zod'
import { idSchema } from './outside-text.ts'
import { pathIds } from './paths.ts'

const cellShape = {
  variant: idSchema,
  probe: idSchema,
  caseId: idSchema,
  path: z.enum(pathIds),
  /** Of the probe's axis, where it has one. */
  point: z.number().optional(),
}

/** What a reading belongs to. */
export const cellKeySchema = z.object(cellShape)
export type CellKey = Readonly<z.infer<typeof cellKeySchema>>

/** A reading of a cell: `round` counts from 1, and is 0 for a probe that is done once. */
export const readingKeySchema = z.object({ ...cellShape, round: z.number() })
export type ReadingKey = Readonly<z.infer<typeof readingKeySchema>>
