import type { CniProfile } from '../profile.ts'
import type { NetnsVariant } from './datapath.ts'
import { netnsRouted } from './routed.ts'
import { netnsVxlan } from './vxlan.ts'

/** Everything that can be made of the kernel's own parts. */
export const netnsVariants: readonly NetnsVariant[] = [netnsRouted, netnsVxlan]

/** No CNI: the kernel's datapaths that CNIs are built from, for comparison. */
export const netns: CniProfile = {
  id: 'netns',
  title: 'Kernel reference',
  colour: '#009E73',
  variants: netnsVariants,
}
