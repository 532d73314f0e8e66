import { z } from 'zod'

export const nothing = z.undefined()

export const runId = z
  .string()
  .regex(/^[0-9a-z]+(-[0-9a-z]+)*$/, 'not the id of a run')
  .max(64)

export const ofRun = z.strictObject({ runId })
