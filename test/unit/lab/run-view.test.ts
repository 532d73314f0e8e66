import { describe, expect, it, vi } from 'vitest'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { failuresOf, samplesOf } from '../../../main/findings/samples.ts'
import { importRun } from '../../../main/lab/import-run.ts'
import { openRunView, rawSampleOf } from '../../../main/lab/run-view.ts'
import { renderJson } from '../../../main/reports/json.ts'
import { openStore } from '../../../main/store/open-store.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { runStarted, sampleMeasured, sampleTaken } from '../builders/run-events.ts'
import { aLab, aStore } from './run-lab.ts'

vi.mock('../../../main/findings/derive-findings.ts', { spy: true })
const timesDerived = () => vi.mocked(deriveFindings).mock.calls.length

function aStoreWithRun() {
  const store = aStore()
  const { runId } = importRun(store, renderJson(generatedRun({ failing: true })))
  return { store, runId, ...generatedRun({ failing: true }) }
}

describe('the view of a run', () => {
  it('is its record and its findings, without commands, single values and effects of pairs', () => {
    const { store, runId, run, findings } = aStoreWithRun()
    const view = openRunView(store, runId)
    // Of two variants only what their comparison comes to.
    const comparisons = findings.comparisons.map((one) => ({ ...one, effect: undefined }))
    const { facts: _facts, gaps: _gaps, claims: _claims, ...shown } = findings
    expect(view.findings).toEqual({ ...shown, comparisons })
    expect(JSON.stringify(view.findings.comparisons)).not.toContain('effect')
    expect(view.run).toMatchObject({ id: run.id, state: 'complete', steps: run.steps, failures: failuresOf(run) })
    expect(view.run.samples).toHaveLength(samplesOf(run).length)
    expect(JSON.stringify(view.run.samples)).not.toMatch(/"command":\[|distributions/)
    expect(view.run.samples[0]?.outcome).toMatchObject({ state: 'measured', cpuLimited: false })
    expect(view.run.samples.at(-1)?.outcome).toEqual(samplesOf(run).at(-1)?.outcome)
  })

  it('is derived once of a run that has ended, and is the same each time', () => {
    const { store, runId } = aStoreWithRun()
    const first = openRunView(store, runId)
    const derived = timesDerived()
    expect(openRunView(store, runId)).toEqual(first)
    expect(timesDerived()).toBe(derived)
  })

  it('is derived anew when the run went on', () => {
    const store = openStore(':memory:', { isAlive: () => false })
    const id = store.createRun(runStarted())
    expect(openRunView(store, id).run).toMatchObject({ state: 'interrupted', samples: [] })
    store.append(id, sampleTaken(1))
    expect(openRunView(store, id).run.samples).toHaveLength(1)
  })

  it('is never an old one while the run goes on', () => {
    let isAlive = true
    const store = openStore(':memory:', { isAlive: () => isAlive })
    const id = store.createRun(runStarted())
    expect(openRunView(store, id).run.state).toBe('running')
    isAlive = false
    expect(openRunView(store, id).run.state).toBe('interrupted')
    isAlive = true
    expect(openRunView(store, id).run.state).toBe('running')
  })

  it('is there as soon as an experiment has ended', async () => {
    const lab = aLab({ variants: ['kindnet'] })
    const { id } = await lab.run()
    const derived = timesDerived()
    expect(openRunView(lab.store, id).run.state).toBe('complete')
    expect(timesDerived()).toBe(derived)
  })
})

describe('one sample', () => {
  it('comes with its command and what was printed', () => {
    const store = aStore()
    const id = store.createRun(runStarted())
    const raw = store.appendRaw(id, { stdout: 'out', stderr: 'err' })
    store.append(id, sampleTaken(raw))
    store.append(id, sampleMeasured({ bitsPerSecond: 9e9 }, { distributions: { bitsPerSecond: [9e9] } }))
    const { sample, ...rest } = rawSampleOf(store, id, raw)
    expect(rest).toEqual({ command: ['iperf3', '-c', '10.244.1.2', '-J'], stdout: 'out', stderr: 'err' })
    expect(sample.outcome).toEqual({ state: 'measured', metrics: { bitsPerSecond: 9e9 }, cpuLimited: false })
  })
})
