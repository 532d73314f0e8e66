import { computed, inject, type ComputedRef, type InjectionKey } from 'vue'
import type { Detail, Piece } from '../../../main/blocks/block.ts'
import type { VariantStyles } from '../../../main/reports/charts/variant-style.ts'

/** What blocks ask of whoever shows them. */
export interface BlockActions {
  /** Shows what stands behind a cell. */
  readonly open: (detail: Detail) => void
  /** Goes to the section that a piece leads to. */
  readonly follow: (piece: Piece) => void
  readonly leadsSomewhere: (piece: Piece) => boolean
  /** Saves a raw output of the run. */
  readonly save: (raw: number) => void
  /** The raw output that is being fetched. */
  readonly saving: ComputedRef<number | undefined>
  /** What a link asks to be chosen. */
  readonly option: ComputedRef<string | undefined>
  /** Of the run's variants, in charts. */
  readonly styles: ComputedRef<VariantStyles>
}

export const blockActionsKey: InjectionKey<BlockActions> = Symbol('block actions')

/** Outside a panel nothing can be opened, followed or saved. */
const none: BlockActions = {
  open: () => undefined,
  follow: () => undefined,
  leadsSomewhere: () => false,
  save: () => undefined,
  saving: computed(() => undefined),
  option: computed(() => undefined),
  styles: computed(() => new Map()),
}

export const useBlockActions = (): BlockActions => inject(blockActionsKey, none)
