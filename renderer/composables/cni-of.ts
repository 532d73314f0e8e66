import type { CniId } from '../../main/cnis/variant.ts'

const cnis: readonly CniId[] = ['kindnet', 'flannel', 'calico', 'cilium', 'netns']

/** Variants are named `cni/mode`, or `cni` alone. */
export const cniOf = (variant: string): CniId | undefined => cnis.find((cni) => cni === variant.split('/')[0])
