import type { RuntimeTraits } from '../cluster.ts'

/** Apart from the profile, which opens what has these traits. */
export const kindTraits: RuntimeTraits = { id: 'kind', provides: ['services', 'kubernetes'], idleClustersCost: true }
