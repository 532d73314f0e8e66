import { z } from 'zod'
import { settingsSchema } from '../lab/settings.ts'
import { pathIds } from '../probes/probe.ts'
import { exportFormats, type ExportFormat } from '../reports/export-formats.ts'
import type { CallName, InputOf } from './contract.ts'
import { longestImport, longestPolicies } from './limits.ts'

const nothing = z.undefined()
const name = z.string().regex(/^[a-z0-9][a-z0-9+/-]{0,63}$/, 'not a name')
const clusterName = z.string().regex(/^cnilab-[a-z0-9-]{1,64}$/, 'not the name of a cluster of the lab')
const runId = z
  .string()
  .regex(/^[0-9a-z]+(-[0-9a-z]+)*$/, 'not the id of a run')
  .max(64)
const taskId = z.uuid()
const ofRun = z.strictObject({ runId })
const formats = Object.keys(exportFormats) as readonly ExportFormat[]

/** A choice that is being made: an empty list is told apart by the plan's own words. */
const choice = z.strictObject({
  runtime: z.enum(['kind', 'netns']),
  variants: z.array(name).max(64),
  probes: z.array(name).max(64),
  paths: z.array(z.enum(pathIds)).max(pathIds.length),
  mode: z.enum(['quick', 'standard', 'rigorous']),
  rounds: z.int().min(1).max(100).optional(),
  durationS: z.int().min(1).max(3600).optional(),
  seed: z
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  keep: z.boolean(),
  ipFamily: z.enum(['ipv4', 'dual']).optional(),
  ownPolicies: z.string().max(longestPolicies).optional(),
})

/** What each call takes. Whatever comes from outside passes one of these before anything looks at it. */
export const inputs: { readonly [K in CallName]: z.ZodType<InputOf<K>> } = {
  'lab:describe': nothing,
  'plan:estimate': choice,
  'plan:check': choice,
  'run:start': choice.extend({ variants: choice.shape.variants.min(1), probes: choice.shape.probes.min(1) }),
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
  'cluster:create': z.strictObject({ variant: name }),
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
