import { Registry } from '../system/registry.ts'
import { calico } from './calico/index.ts'
import { cilium } from './cilium/index.ts'
import { flannel } from './flannel/index.ts'
import { kindnet } from './kindnet/index.ts'
import { netns } from './netns/index.ts'
import type { CniProfile } from './profile.ts'
import type { Variant } from './variant.ts'

/** Every CNI that something is known of, in the order in which they are listed. */
export const cnis = new Registry<CniProfile>('CNI', [kindnet, flannel, calico, cilium, netns])

/** Every variant there is, in the order in which they are listed. */
export const variants = new Registry<Variant>('variant', () => cnis.all().flatMap((cni) => cni.variants))

/** Whether a device is one that a CNI makes for each Pod; `veth…` are those of several. */
export const isOfPods = (device: string): boolean =>
  device.startsWith('veth') || cnis.all().some(({ devices }) => devices?.ofPods?.test(device))

/** Whether a device is a CNI's for the node itself, though it is of the same kind as a Pod's. */
export const isOfNode = (device: string): boolean => cnis.all().some(({ devices }) => devices?.ofNode?.test(device))

export const variantsOf = (runtime: string): readonly Variant[] =>
  variants.all().filter((variant) => variant.runtime === runtime)

/** What is compared unless somebody names variants. */
export const defaultVariants = (runtime: string): readonly Variant[] =>
  variantsOf(runtime).filter(({ isDefault }) => isDefault)

/** The variants of these ids, each once. @throws LabError `unknown-name` */
export const findVariants = (ids: readonly string[]): readonly Variant[] =>
  [...new Set(ids)].map((id) => variants.get(id))
