import { describe, expect, it } from 'vitest'
import { coverage, experiments, sizes } from './simulate-coverage.ts'

const runs = 2_000

describe('an interval of 95 %', () => {
  it.each(experiments)('holds the truth in at least 94 % of experiments: $interval, $data', (each) => {
    for (const n of sizes) expect(coverage(each, n, runs)).toBeGreaterThanOrEqual(0.94)
  })
})
