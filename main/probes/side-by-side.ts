import type { Column, ProseBlock, SectionBlock, TableBlock } from '../blocks/block.ts'
import type { VariantFacts } from './probe.ts'

/** A column for each variant, after that of what they are compared in. */
export const sideBySide = (
  title: string,
  variants: readonly Pick<VariantFacts<unknown>, 'variant'>[],
  column: Pick<Column, 'align'> = {},
): readonly Column[] => [{ title }, ...variants.map(({ variant }) => ({ title: variant, variant, ...column }))]

interface Compared<F> extends Omit<TableBlock, 'kind' | 'columns'> {
  readonly title: string
  readonly sentenceOf: (facts: F) => string
  /** The title of the first column. */
  readonly corner: string
  readonly column?: Pick<Column, 'align'>
}

/** A section that compares variants: a sentence of each, then a table with a column for each. */
export const comparedSection = <F>(
  variants: readonly VariantFacts<F>[],
  { title, sentenceOf, corner, column, ...table }: Compared<F>,
): SectionBlock => ({
  kind: 'section',
  title,
  isFolded: false,
  blocks: [
    variantSentences(variants, sentenceOf),
    { kind: 'table', columns: sideBySide(corner, variants, column), ...table },
  ],
})

/** A sentence of each variant. */
export const variantSentences = <F>(
  variants: readonly VariantFacts<F>[],
  sentenceOf: (facts: F) => string,
): ProseBlock => ({
  kind: 'prose',
  as: 'list',
  texts: variants.map(({ variant, facts }) => ({ variant, text: sentenceOf(facts) })),
})
