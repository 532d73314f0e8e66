import { describe, expect, it, onTestFinished } from 'vitest'
import { LabChannel } from '../../main/api/client.ts'
import { unpacked } from '../../main/api/packed.ts'
import { createLabService } from '../../main/api/lab-service.ts'
import { importRun } from '../../main/lab/import-run.ts'
// As in a lab that has opened a run before: loading it takes time, in which others are answered.
import '../../main/lab/run-view.ts'
import { renderJson } from '../../main/reports/json.ts'
import { openStore } from '../../main/store/open-store.ts'
import { databaseFile, defaultPaths } from '../../main/system/paths.ts'
import { generatedRun } from '../unit/builders/generated-run.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'

/** Two MB: importing it, and deriving its view, takes some hundred ms. */
const large = generatedRun({ rounds: 20, requests: 1_000 })
const text = renderJson(large)
const runId = large.run.id

/** A lab that is asked without a socket between, so that only its own work is waited for. */
function aLab() {
  const environment = { ...process.env, CNILAB_HOME: temporaryFolder() }
  const paths = defaultPaths(environment)
  const service = createLabService({ paths, environment })
  onTestFinished(() => service.shutdown({ clusters: 'keep' }))
  const connection = service.connect((message) => {
    channel.receive(message)
  })
  const channel = new LabChannel({
    send: (message) => {
      connection.receive(message)
    },
  })
  return { client: channel.client, paths }
}

/** How long other calls wait for their answers until the work is done, in ms, shortest first. */
async function waitsDuring(work: Promise<unknown>, ask: () => Promise<unknown>): Promise<readonly number[]> {
  const waits: number[] = []
  const progress = { isDone: false }
  const done = work.finally(() => {
    progress.isDone = true
  })
  while (!progress.isDone) {
    const askedAt = performance.now()
    await ask()
    waits.push(performance.now() - askedAt)
    await new Promise(setImmediate)
  }
  await done
  return waits.sort((a, b) => a - b)
}

/** Others may use the processor, too, and one wait in twenty may be theirs. */
function expectPrompt(waits: readonly number[]): void {
  expect(waits.length).toBeGreaterThan(20)
  expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(100)
}

describe('a lab with a large run', { timeout: 30_000 }, () => {
  it('answers others within 100 ms while the run is imported', async () => {
    const { client } = aLab()
    const importing = client['run:import']({ text })
    expectPrompt(await waitsDuring(importing, () => client['run:list']()))
    expect(await importing).toEqual({ runId, isNew: true })
    expect((await client['run:list']()).map(({ id }) => id)).toEqual([runId])
  })

  it('answers others within 100 ms while its view is derived', async () => {
    const { client, paths } = aLab()
    const store = openStore(databaseFile(paths))
    importRun(store, text)
    store[Symbol.dispose]()
    const opening = client['run:open']({ runId })
    expectPrompt(await waitsDuring(opening, () => client['run:list']()))
    const { run } = await unpacked(await opening)
    expect(run.samples).toHaveLength(large.run.readings.length)
  })
})
