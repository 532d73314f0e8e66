import { z } from 'zod'

/** A call as it travels. */
export const callMessageSchema = z.object({
  id: z.int().min(0),
  call: z.string().max(64),
  input: z.unknown().optional(),
})
