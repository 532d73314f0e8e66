import type { RuntimeTraits } from '../cluster.ts'

/** Apart from the profile, which opens what has these traits. A namespace without running programs uses no CPU, and an idle server sleeps. */
export const netnsTraits: RuntimeTraits = { id: 'netns', provides: [], idleClustersCost: false }
