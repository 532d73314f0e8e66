import { Registry } from '../system/registry.ts'
import { kind } from './kind/profile.ts'
import { netns } from './netns/profile.ts'
import type { RuntimeProfile } from './runtime.ts'

/** Everything that clusters come from; the first is meant where nobody names one. */
export const runtimes = new Registry<RuntimeProfile>('runtime', [kind, netns])
