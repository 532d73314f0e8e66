import { z } from 'zod'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

const id = z.uuid()

export const taskCalls: Domain<'task'> = {
  inputs: {
    'task:list': nothing,
    'task:read': z.strictObject({ id, tail: z.int().min(0).max(5_000) }),
    'task:cancel': z.strictObject({ id, clusters: z.enum(['delete', 'keep']) }),
  },
  handlers: ({ tasks }) => ({
    'task:list': () => tasks.list(),
    'task:read': ({ id, tail }) => tasks.read(id, tail),
    'task:cancel': ({ id, clusters }) => {
      tasks.cancel(id, clusters)
      return undefined
    },
  }),
}
