import { describe, expect, it } from 'vitest'
import type { Needs, Recommendation } from '../../../../main/findings/recommendation/recommendation.ts'
import { recommendationSentence } from '../../../../main/words/en/recommendation.ts'

const nothing: Needs = { enforcement: false, encryption: false, layer7: false, visibility: false, priority: 'speed' }
const alone = (variants: number, needs: Needs): Recommendation => ({
  ...{ needs, variants, isTie: false, excluded: [] },
  choice: { variant: 'cilium/vxlan', reasons: [], priority: { code: 'speed', won: 0, lost: 0, all: 0 }, costs: [] },
})

describe('the recommendation of the only candidate', () => {
  it('names no needs where there are none, beside a variant that is there for reference', () => {
    expect(recommendationSentence(alone(2, nothing))).toBe('cilium/vxlan: the run has no other to choose.')
  })

  it('names the needs that it alone meets', () => {
    expect(recommendationSentence(alone(2, { ...nothing, enforcement: true }))).toBe(
      'cilium/vxlan: the only one that this run shows to meet the needs (NetworkPolicy).',
    )
  })
})
