import { describe, expect, it } from 'vitest'
import { recommend } from '../../../main/findings/recommend.ts'
import { defaultNeeds, defaultNeedsOf, needsOf, wantedNeeds } from '../../../main/findings/recommendation/needs.ts'
import { needsSchema } from '../../../main/findings/recommendation/needs-schema.ts'
import { needSentence, recommendationSentence } from '../../../main/words/en/recommendation.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { inspected, inspectedVariants } from '../builders/inspected-run.ts'

const { findings } = inspected(generatedRun({ variants: inspectedVariants }))

describe('what a reader needs', () => {
  it('is NetworkPolicy unless they say, where the run shows it of any variant', () => {
    expect(defaultNeedsOf(findings.suitability)).toEqual(defaultNeeds)
    expect(wantedNeeds(defaultNeedsOf(generatedRun().findings.suitability))).toEqual([])
  })

  it('is taken from outside as it is, and nothing else', () => {
    expect(needsSchema.parse(needsOf(['encryption'], 'memory'))).toEqual(needsOf(['encryption'], 'memory'))
    expect(needsSchema.safeParse({ ...defaultNeeds, price: true }).success).toBe(false)
  })

  it('is answered in one sentence: who meets it, who does not, and of whom it is not shown', () => {
    expect(needSentence('enforcement', findings.suitability)).toBe(
      'NetworkPolicy: enforced by calico/vxlan and cilium/vxlan; not by flannel/vxlan; not shown for kindnet.',
    )
    expect(needSentence('encryption', findings.suitability)).toMatch(/^Encryption between nodes: encrypted by none/)
  })

  it('leads to no variant that is there for reference', () => {
    const { choice, runnerUp, excluded } = recommend(needsOf([], 'simplicity'), findings)
    expect([choice?.variant, runnerUp?.variant]).not.toContain('kindnet')
    expect(excluded).toContainEqual(expect.objectContaining({ variant: 'kindnet', reasons: [{ code: 'reference' }] }))
  })

  it('is a tie where nothing tells two apart, and says so first', () => {
    const tied = { ...findings, comparisons: [] }
    expect(recommendationSentence(recommend(defaultNeeds, tied))).toMatch(/^Tie: calico\/vxlan or cilium\/vxlan\./)
  })
})
