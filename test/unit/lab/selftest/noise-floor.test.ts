import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { noiseOf } from '../../../../main/lab/selftest/noise-floor.ts'
import { readNoiseFloor, writeNoiseFloor } from '../../../../main/lab/selftest/noise-floor-file.ts'
import type { Outcome } from '../../../../main/lab/selftest/outcome.ts'
import { noiseFloorSentence } from '../../../../main/words/en/noise-floor.ts'
import { measuring } from '../../builders/probes.ts'
import { throughputAcross as question } from '../../builders/question.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const machine = { cpuModel: 'a CPU', cores: 2, arch: 'x64' }
const floor = {
  ...{ measuredAt: '2026-11-27T16:00:00.000Z', runtime: 'netns', cnilab: '0.1.0', experiments: 60 },
  questions: [{ ...question, spread: 0.042 }],
}
const outcome = (slowDown: number, slower: number[]): Outcome => ({
  ...{ slowDown, seed: 1, durationMs: 1 },
  answers: [{ ...question, verdict: 'undecided', slower }],
})

describe('the noise floor', () => {
  it('is the spread of normal values, and not moved by a round in which something else happened', () => {
    // Quartiles of a normal distribution lie at 0.6745 standard deviations.
    const quarters = [-0.06745, 0.06745, -0.06745, 0.06745, 3]
    expect(noiseOf([outcome(0, quarters)])[0]?.spread).toBeCloseTo(Math.expm1(0.1), 4)
  })

  it('is of equal twins alone', () => {
    expect(noiseOf([outcome(0, [0.01]), outcome(0.2, [0.2])])).toEqual(noiseOf([outcome(0, [0.01])]))
    expect(noiseOf([outcome(0.2, [0.2])])).toEqual([])
  })
})

describe('the noise floor that is kept', () => {
  const paths = () => {
    const data = temporaryFolder()
    return { data, cache: data }
  }

  it('is read again on the same machine, and on no other', async () => {
    const here = paths()
    expect(await readNoiseFloor(here, machine)).toBeUndefined()
    await writeNoiseFloor(here, machine, floor)
    expect(await readNoiseFloor(here, machine)).toEqual(floor)
    expect(await readNoiseFloor(here, { ...machine, cores: 4 })).toBeUndefined()
  })

  it('is none where its file is damaged', async () => {
    const here = paths()
    await writeFile(join(here.data, 'noise-floor.json'), '{"version":1,')
    expect(await readNoiseFloor(here, machine)).toBeUndefined()
  })

  it('is told by the titles of questions, or by ids where a probe is not known', () => {
    expect(noiseFloorSentence(floor, measuring)).toBe(
      'This machine’s noise floor, measured 2026-11-27 on netns: TCP throughput (one stream) 4.2 %. By so much two equal clusters differ from round to round; cnilab selftest measures it anew.',
    )
    expect(noiseFloorSentence(floor, [])).toContain('tcp-throughput (1-stream) 4.2 %')
  })
})
