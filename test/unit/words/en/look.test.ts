import { describe, expect, it } from 'vitest'
import { decidedWords, lookLines, lookSummary } from '../../../../main/words/en/look.ts'
import { minutesWords, roundsWords } from '../../../../main/words/en/rounds.ts'
import { aLook } from '../../builders/look.ts'

describe('a look in words', () => {
  it('says how far it is, and each question', () => {
    expect(lookSummary(aLook)).toBe('round 13: 1 of 2 questions decided')
    expect(lookLines(aLook)).toEqual([
      'tcp-throughput 1-stream, pod-service: kindnet ahead',
      'tcp-throughput 1-stream, pod-pod/cross-node: open',
    ])
  })

  it('names all whom nobody is ahead of, or says that all are equal', () => {
    expect(decidedWords({ leaders: ['kindnet', 'calico/vxlan'], isEqual: false })).toBe(
      'kindnet and calico/vxlan ahead',
    )
    expect(decidedWords({ leaders: ['kindnet', 'calico/vxlan'], isEqual: true })).toBe('equal')
  })
})

describe('rounds in words', () => {
  it('are as many as there are, at least and at most, or as long as there is time', () => {
    expect(roundsWords({ rounds: 1, maxRounds: 1 })).toBe('1 round')
    expect(roundsWords({ rounds: 13, maxRounds: 18 })).toBe('13 to 18 rounds')
    expect(roundsWords({ rounds: 13, maxRounds: 54, budgetMs: 600_000 })).toBe('rounds for 10 min')
    expect(minutesWords(90_000)).toBe('90 s')
  })
})
