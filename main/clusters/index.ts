import { Registry } from '../system/registry.ts'
import { kind } from './kind/profile.ts'
import { netns } from './netns/profile.ts'
import type { RuntimeProfile } from './runtime.ts'

/** Everything that clusters come from; the first is meant where nobody names one. */
export const runtimes = new Registry<RuntimeProfile>('runtime', [kind, netns])

/** What a runtime has; nothing where it is not known, as one of a run of a later version. */
export const capabilitiesOf = (runtime: string): RuntimeProfile['provides'] => runtimes.find(runtime)?.provides ?? []
