import type { HandlersOf } from './handlers.ts'

export const taskHandlers: HandlersOf<'task'> = ({ tasks }) => ({
  'task:list': () => tasks.list(),
  'task:read': ({ id, tail }) => tasks.read(id, tail),
  'task:cancel': ({ id, clusters }) => {
    tasks.cancel(id, clusters)
    return undefined
  },
})
