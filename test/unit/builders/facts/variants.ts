/** The variants of a whole run on kind. */
export const kindVariants = ['kindnet', 'flannel/vxlan', 'calico/vxlan', 'cilium/vxlan'] as const

export const cniOf = (variant: string): string => variant.split('/')[0] ?? variant

export const enforcementOf = (variant: string): 'none' | 'full' =>
  ['calico', 'cilium'].includes(cniOf(variant)) ? 'full' : 'none'

/** How the tunnel of a variant is named and numbered; none for kindnet, which routes. */
export function tunnelOf(variant: string): { device: string; port: number; vni: number } | undefined {
  switch (cniOf(variant)) {
    case 'flannel':
      return { device: 'flannel.1', port: 8472, vni: 1 }
    case 'calico':
      return { device: 'vxlan.calico', port: 4789, vni: 4096 }
    case 'cilium':
      return { device: 'cilium_vxlan', port: 8472, vni: 8642 }
    default:
      return undefined
  }
}
