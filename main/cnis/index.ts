import { LabError } from '../system/errors.ts'
import { calicoBgp } from './calico/bgp.ts'
import { calicoVxlanWireguard } from './calico/vxlan-wireguard.ts'
import { calicoVxlan } from './calico/vxlan.ts'
import { ciliumNative } from './cilium/native.ts'
import { ciliumVxlanIpsec } from './cilium/vxlan-ipsec.ts'
import { ciliumVxlanWireguard } from './cilium/vxlan-wireguard.ts'
import { ciliumVxlan } from './cilium/vxlan.ts'
import { flannelHostGw } from './flannel/host-gw.ts'
import { flannelVxlan } from './flannel/vxlan.ts'
import { flannelWireguard } from './flannel/wireguard.ts'
import { kindnet } from './kindnet/kindnet.ts'
import { netnsVariants } from './netns/netns-variants.ts'
import type { RuntimeId, Variant } from './variant.ts'

/** Every variant there is, in the order in which they are listed. */
export const variants: readonly Variant[] = [
  kindnet,
  flannelVxlan,
  flannelHostGw,
  flannelWireguard,
  calicoVxlan,
  calicoBgp,
  calicoVxlanWireguard,
  ciliumVxlan,
  ciliumNative,
  ciliumVxlanWireguard,
  ciliumVxlanIpsec,
  ...netnsVariants,
]

export const variantsOf = (runtime: RuntimeId): readonly Variant[] =>
  variants.filter((variant) => variant.runtime === runtime)

/** One of each CNI on kind, all of them by VXLAN where they have it: four clusters are what a laptop has room for. */
const defaults: Readonly<Record<RuntimeId, readonly Variant[]>> = {
  kind: [kindnet, flannelVxlan, calicoVxlan, ciliumVxlan],
  netns: netnsVariants,
}

/** What is compared unless somebody names variants. */
export const defaultVariants = (runtime: RuntimeId): readonly Variant[] => defaults[runtime]

/** The variants of these ids. @throws LabError `unknown-name` */
export const findVariants = (ids: readonly string[]): readonly Variant[] => [...new Set(ids)].map(findVariant)

export function findVariant(id: string): Variant {
  const variant = variants.find((candidate) => candidate.id === id)
  if (variant) return variant
  throw new LabError({
    code: 'unknown-name',
    title: `Cannot use the variant "${id}"`,
    message: 'there is none of that name.',
    hint: `There are ${variants.map((candidate) => candidate.id).join(', ')}.`,
  })
}
