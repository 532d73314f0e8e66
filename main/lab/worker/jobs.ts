import { z } from 'zod'
import { errorSchema } from '../../store/events.ts'

/** The store is opened anew, by its file: a connection belongs to one thread. */
const ofStore = { file: z.string() }

/** What a thread is told to do. */
export const jobSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('import'), ...ofStore, text: z.string() }),
  z.strictObject({ kind: z.literal('view'), ...ofStore, runId: z.string() }),
])

export type Job = Readonly<z.infer<typeof jobSchema>>
export type JobKind = Job['kind']

/** What comes of it, by kind. */
export const resultSchemas = {
  import: z.strictObject({ runId: z.string(), isNew: z.boolean() }),
  view: z.custom<Uint8Array>((value) => value instanceof Uint8Array),
} satisfies Readonly<Record<JobKind, z.ZodType>>

export type JobResult<K extends JobKind> = z.infer<(typeof resultSchemas)[K]>

/** What a thread says, once, at its end. */
export const outcomeSchema = z.discriminatedUnion('ok', [
  z.strictObject({ ok: z.literal(true), value: z.unknown() }),
  z.strictObject({ ok: z.literal(false), error: errorSchema }),
])

export type Outcome = z.infer<typeof outcomeSchema>
