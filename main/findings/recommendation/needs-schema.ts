import { z } from 'zod'
import { priorityIds } from './needs.ts'

/** What a person needs of a CNI, as it comes from outside. */
export const needsSchema = z.strictObject({
  enforcement: z.boolean(),
  encryption: z.boolean(),
  layer7: z.boolean(),
  visibility: z.boolean(),
  priority: z.enum(priorityIds),
})
