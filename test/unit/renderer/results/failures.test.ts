import { expect, it } from 'vitest'
import { failureBlocks } from '../../../../main/reports/failure-blocks.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aRunView } from './run-view.ts'
import { failuresOf, samplesOf } from '../../../../main/findings/samples.ts'

it('loses no failure on the way to the page', () => {
  const generated = generatedRun({ failing: true })
  const failures = failureBlocks(aRunView(generated).run)
  expect(failures).toHaveLength(2)
  expect(failures).toEqual(
    failureBlocks({
      ...generated.run,
      samples: samplesOf(generated.run),
      failures: failuresOf(generated.run),
    }),
  )
})
