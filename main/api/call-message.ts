import { z } from 'zod'

/** A call as it travels, of which only the service knows what it may ask for. Many calls have no input at all. */
export const callMessageSchema = z.object({
  id: z.int().min(0),
  call: z.string().max(64),
  input: z.unknown().optional(),
})
