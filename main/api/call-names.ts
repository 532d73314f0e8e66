import type { CallName } from './contract.ts'

// An object, so that the compiler asks for every name and for no other.
const names: Readonly<Record<CallName, true>> = {
  'lab:describe': true,
  'plan:estimate': true,
  'plan:check': true,
  'run:start': true,
  'run:resume': true,
  'run:list': true,
  'run:open': true,
  'run:sample': true,
  'run:capture': true,
  'run:log': true,
  'run:export': true,
  'run:import': true,
  'run:delete': true,
  'run:compare': true,
  'task:list': true,
  'task:read': true,
  'task:cancel': true,
  'cluster:list': true,
  'cluster:create': true,
  'cluster:delete': true,
  'cluster:prune': true,
  'cluster:access': true,
  'cluster:terminal': true,
  'doctor:examine': true,
  'settings:read': true,
  'settings:write': true,
}

/** Every call's name at run time, without the schemas, so that pages and the bridge stay small. */
export const callNames = Object.keys(names) as readonly CallName[]
