import { z } from 'zod'
import { experimentSpecSchema as spec, nameSchema, namesSchema } from '../experiment/spec.ts'
import { settingsSchema } from '../lab/settings.ts'
import { exportFormats, type ExportFormat } from '../reports/export-formats.ts'
import type { CallName, InputOf } from './contract.ts'
import { longestImport } from './limits.ts'

const nothing = z.undefined()
/** What is started is whole; an experiment that is still being chosen may be empty, which its plan tells in words. */
const some = namesSchema.min(1).readonly()
const clusterName = z.string().regex(/^cnilab-[a-z0-9-]{1,64}$/, 'not the name of a cluster of the lab')
const runId = z
  .string()
  .regex(/^[0-9a-z]+(-[0-9a-z]+)*$/, 'not the id of a run')
  .max(64)
const taskId = z.uuid()
const ofRun = z.strictObject({ runId })
const formats = Object.keys(exportFormats) as readonly ExportFormat[]

/** What each call takes. Whatever comes from outside passes one of these before anything looks at it. */
export const inputs: { readonly [K in CallName]: z.ZodType<InputOf<K>> } = {
  'lab:describe': nothing,
  'plan:estimate': spec,
  'plan:check': spec,
  'run:start': spec.extend({ variants: some, probes: some }),
  'run:resume': z.strictObject({ runId, keep: z.boolean() }),
  'run:list': nothing,
  'run:open': ofRun,
  'run:sample': z.strictObject({ runId, raw: z.int().min(1) }),
  'run:capture': z.strictObject({ runId, raw: z.int().min(1) }),
  'run:log': ofRun,
  'run:export': z.strictObject({ runId, format: z.enum(formats) }),
  'run:import': z.strictObject({ text: z.string().max(longestImport) }),
  'run:delete': ofRun,
  'run:compare': z.strictObject({ a: runId, b: runId }),
  'task:list': nothing,
  'task:read': z.strictObject({ id: taskId, tail: z.int().min(0).max(5_000) }),
  'task:cancel': z.strictObject({ id: taskId, clusters: z.enum(['delete', 'keep']) }),
  'cluster:list': nothing,
  'cluster:create': z.strictObject({ variant: nameSchema }),
  'cluster:delete': z.strictObject({ name: clusterName }),
  'cluster:prune': nothing,
  'cluster:access': z.strictObject({ name: clusterName }),
  'cluster:terminal': z.strictObject({ name: clusterName }),
  'doctor:examine': nothing,
  'settings:read': nothing,
  'settings:write': settingsSchema,
}

/** A call as it travels. */
export const callMessageSchema = z.object({
  id: z.int().min(0),
  call: z.string().max(64),
  input: z.unknown().optional(),
})
