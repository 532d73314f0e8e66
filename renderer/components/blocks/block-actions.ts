import { computed, inject, shallowRef, type ComputedRef, type InjectionKey, type ShallowRef } from 'vue'
import type { Detail, Piece } from '../../../main/blocks/block.ts'
import type { SamplesOf } from '../../../main/blocks/samples-of.ts'
import type { VariantStyles } from '../../../main/reports/charts/variant-style.ts'

/** What blocks ask of whoever shows them. */
export interface BlockActions {
  /** Whose blocks they are: files that are saved are named after it. */
  readonly runId: ComputedRef<string>
  /** Shows what stands behind a cell. */
  readonly open: (detail: Detail) => void
  /** Goes to the section that a piece leads to. */
  readonly follow: (piece: Piece) => void
  readonly leadsSomewhere: (piece: Piece) => boolean
  /** Goes to the executions that something was made of. */
  readonly showSamples: (samples: SamplesOf) => void
  /** Saves a raw output of the run. */
  readonly save: (raw: number) => void
  /** The raw output that is being fetched. */
  readonly saving: ComputedRef<number | undefined>
  /** What a link asks to be chosen. */
  readonly option: ComputedRef<string | undefined>
  /** The title of the drawing to show where there are several of the same numbers. */
  readonly drawing: ShallowRef<string | undefined>
  /** Of the run's variants, in charts. */
  readonly styles: ComputedRef<VariantStyles>
}

export const blockActionsKey: InjectionKey<BlockActions> = Symbol('block actions')

/** Outside a panel nothing can be opened, followed or saved. */
const none: BlockActions = {
  runId: computed(() => ''),
  open: () => undefined,
  follow: () => undefined,
  leadsSomewhere: () => false,
  showSamples: () => undefined,
  save: () => undefined,
  saving: computed(() => undefined),
  option: computed(() => undefined),
  drawing: shallowRef(),
  styles: computed(() => new Map()),
}

export const useBlockActions = (): BlockActions => inject(blockActionsKey, none)
