import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openJournal } from '../../../../main/lab/selftest/journal.ts'
import type { Outcome } from '../../../../main/lab/selftest/outcome.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const identity = { runtime: 'netns', seed: 1, slowDowns: [0.1], cnilab: '0.1.0' }
const calibration = { rules: 100, pairs: 6, costs: [] }
const outcome: Outcome = {
  slowDown: 0,
  seed: 7,
  durationMs: 10,
  answers: [
    {
      probe: 'p',
      caseId: 'c',
      path: 'pod-pod/cross-node',
      metric: 'm',
      verdict: 'ahead',
      ahead: 'a',
      slower: [0.1, -0.1],
    },
  ],
}

async function aJournal() {
  const file = join(temporaryFolder(), 'journal')
  const journal = await openJournal(file, identity)
  await journal.calibrated(calibration)
  await journal.finished(outcome)
  return file
}

describe('the journal of a self-test', () => {
  it('gives back what was written to it', async () => {
    const again = await openJournal(await aJournal(), identity)
    expect(again).toMatchObject({ calibration, outcomes: [outcome] })
  })

  it('leaves out an experiment that was being written when the power failed, and goes on after it', async () => {
    const file = await aJournal()
    await appendFile(file, JSON.stringify(outcome).slice(0, 40))
    const again = await openJournal(file, identity)
    expect(again.outcomes).toEqual([outcome])
    await again.finished(outcome)
    expect((await openJournal(file, identity)).outcomes).toEqual([outcome, outcome])
  })

  it.each([{ seed: 2 }, { slowDowns: [0.2] }, { rounds: 6 }, { runtime: 'kind' }, { cnilab: '0.2.0' }])(
    'refuses to go on with another self-test: %o',
    async (change) => {
      const file = await aJournal()
      const before = await readFile(file, 'utf8')
      await expect(openJournal(file, { ...identity, ...change })).rejects.toMatchObject({
        details: { code: 'bad-usage' },
      })
      expect(await readFile(file, 'utf8')).toBe(before)
    },
  )

  it('refuses a file that is something else', async () => {
    const file = join(temporaryFolder(), 'letter')
    await writeFile(file, 'Dear reader\n')
    await expect(openJournal(file, identity)).rejects.toMatchObject({ details: { code: 'bad-usage' } })
  })
})
