import type { Column, ProseBlock } from '../blocks/block.ts'
import type { VariantFacts } from './probe.ts'

/** A column for each variant, after that of what they are compared in. */
export const sideBySide = (
  title: string,
  variants: readonly Pick<VariantFacts<unknown>, 'variant'>[],
  column: Pick<Column, 'align'> = {},
): readonly Column[] => [{ title }, ...variants.map(({ variant }) => ({ title: variant, variant, ...column }))]

/** A sentence of each variant. */
export const variantSentences = <F>(
  variants: readonly VariantFacts<F>[],
  sentenceOf: (facts: F) => string,
): ProseBlock => ({
  kind: 'prose',
  as: 'list',
  texts: variants.map(({ variant, facts }) => ({ variant, text: sentenceOf(facts) })),
})
