import type { NetnsVariant } from './datapath.ts'
import { netnsRouted } from './routed.ts'
import { netnsVxlan } from './vxlan.ts'

/** Everything the netns runtime can make. */
export const netnsVariants: readonly NetnsVariant[] = [netnsRouted, netnsVxlan]
