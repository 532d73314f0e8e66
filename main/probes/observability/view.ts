import type { Block, Piece, Sign } from '../../blocks/block.ts'
import { listOf, withinSentence } from '../../words/en/text.ts'
import type { VariantFacts } from '../probe.ts'
import { comparedSection } from '../side-by-side.ts'
import { capabilityIds, type Capability, type ObservabilityFacts } from './facts.ts'
import { capabilityTitles, reasonOf } from './words.ts'

export const signs: Readonly<Record<Capability['found'], Sign>> = {
  yes: { symbol: '✓', title: 'seen', tone: 'good' },
  no: { symbol: '○', title: 'not seen', tone: 'bad' },
  'not-applicable': { symbol: '–', title: 'not applicable', tone: 'plain' },
}

/** What the CNI's own tools show, a row a capability, a column a variant; a cell opens on the lines that show it. */
export function observabilityView(variants: readonly VariantFacts<ObservabilityFacts>[]): readonly Block[] {
  if (variants.length === 0) return []
  const rows = capabilityIds.map((id) => ({
    head: capabilityTitles[id],
    cells: variants.map(({ variant, facts }) => {
      const capability = facts.capabilities.find((each) => each.id === id)
      return capability ? pieceOf(variant, capability) : ''
    }),
  }))
  return [
    comparedSection(variants, {
      title: 'Observability with the CNI’s own tools',
      sentenceOf: observabilitySentence,
      caption: 'What the CNI’s own tools show',
      corner: 'Capability',
      groups: [{ rows }],
      shows: 'symbols',
      legend: Object.values(signs),
    }),
  ]
}

function pieceOf(variant: string, capability: Capability): Piece {
  const { id, found, source, excerpt } = capability
  return {
    text: signs[found].title,
    sign: signs[found],
    detail: {
      title: `${capabilityTitles[id]} on ${variant}`,
      description: reasonOf(capability),
      blocks: [{ kind: 'excerpt', title: capabilityTitles[id], ...(source !== '' && { source }), text: excerpt }],
      inReports: true,
    },
  }
}

export function observabilitySentence({ capabilities, found, of }: ObservabilityFacts): string {
  const seen = capabilities.filter((each) => each.found === 'yes').map(({ id }) => withinSentence(capabilityTitles[id]))
  return `Its own tools show ${String(found)} of ${String(of)} things${seen.length > 0 ? `: ${listOf(seen)}` : ''}.`
}

/** `4 of 6`. */
export const seenWords = ({ found, of }: ObservabilityFacts): string => `${String(found)} of ${String(of)}`
