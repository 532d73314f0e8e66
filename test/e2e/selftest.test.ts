import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { selftest, type SelftestReport } from '../../main/lab/selftest/selftest.ts'

const paths = { data: '', cache: '' }

beforeAll(async () => {
  paths.data = paths.cache = await mkdtemp(join(tmpdir(), 'cnilab-selftest-'))
})

afterAll(() => rm(paths.data, { recursive: true, force: true }))

describe('a self-test on network namespaces', () => {
  it('slows a datapath down through its own nodes, and counts what the lab makes of it', async () => {
    const lab = {
      paths,
      environment: process.env,
      machine: () => Promise.resolve({ engine: undefined, catalog: undefined, concurrency: 2, sudo: false }),
    }
    const watch = { calibrated: () => undefined, finished: () => undefined }
    // So slow that no machine is too noisy to see it.
    const options = { runtime: 'netns', experiments: 1, slowDowns: [1], seed: 1, pairs: 6, rounds: 3 }
    const report: SelftestReport = await selftest(options, lab, watch, new AbortController().signal)
    expect(report.outcomes.map(({ slowDown }) => slowDown)).toEqual([0, 1])
    expect(report.calibration.costs.length).toBeGreaterThanOrEqual(3)
    const questions = report.tally.slowed[0]?.questions ?? []
    expect(questions.filter(({ counts }) => counts).length).toBeGreaterThan(0)
    for (const { counts, seen } of questions) if (counts) expect(seen?.effect).toBeGreaterThan(0.2)
    expect(report.noise).toMatchObject({ isKept: false, floor: { runtime: 'netns', experiments: 1 } })
    expect(report.noise.floor.questions).toHaveLength(questions.length)
  })
})
