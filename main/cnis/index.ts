import { LabError } from '../system/errors.ts'
import { calicoVxlan } from './calico/vxlan.ts'
import { ciliumVxlan } from './cilium/vxlan.ts'
import { flannelVxlan } from './flannel/vxlan.ts'
import { kindnet } from './kindnet/kindnet.ts'
import { netnsVariants } from './netns/netns-variants.ts'
import type { RuntimeId, Variant } from './variant.ts'

/** Every variant there is, in the order in which they are listed. */
export const variants: readonly Variant[] = [kindnet, flannelVxlan, calicoVxlan, ciliumVxlan, ...netnsVariants]

export const variantsOf = (runtime: RuntimeId): readonly Variant[] =>
  variants.filter((variant) => variant.runtime === runtime)

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
