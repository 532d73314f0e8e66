import { computed, toValue, type ComputedRef, type MaybeRefOrGetter } from 'vue'
import { variantStyles, type VariantStyle } from '../../main/reports/charts/variant-style.ts'
import { useDescription } from '../stores/description.ts'

interface Styled {
  readonly id: string
  /** Read off the id unless given: variants are named `cni/mode`, or `cni` alone. */
  readonly cni?: string | undefined
}

/** The colours and decals of variants beside each other, by their ids. */
export function useVariantStyles(
  variants: MaybeRefOrGetter<readonly Styled[]>,
): ComputedRef<ReadonlyMap<string, VariantStyle>> {
  const store = useDescription()
  const colours = computed(() => new Map(store.description?.cnis.map(({ id, colour }) => [id, colour])))
  return computed(() =>
    variantStyles(
      toValue(variants).map(({ id, cni = id.split('/')[0] ?? id }) => ({ id, cni })),
      (cni) => colours.value.get(cni),
    ),
  )
}
