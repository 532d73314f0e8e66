import { z } from 'zod'
import { describe, expect, it, vi } from 'vitest'
import type { Probe, ProbeContext } from '../../../main/probes/probe.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import { LabError } from '../../../main/system/errors.ts'
import { aProbe } from '../builders/probes.ts'
import { aLab, three } from './run-lab.ts'

/** Waiting takes no time here. */
vi.mock('node:timers/promises', () => ({ setTimeout: (_ms: number, value: unknown) => Promise.resolve(value) }))

const aProbeOnce = (id: string, run: Probe['run'] = lookAround) => aProbe(id, run)

async function lookAround({ cluster, record, signal }: ProbeContext): Promise<unknown> {
  const node = cluster.nodes[0]?.name ?? ''
  const output = await record('links', ['ip', 'link'], () => cluster.onNode(node, ['ip', 'link'], { signal }))
  return { raw: output.raw, absent: undefined }
}

const onceIn = ({ readings }: RunRecord) => readings.filter(({ round }) => round === 0)

const broken = () => {
  throw new LabError({ code: 'probe-failed', title: 'Cannot look', message: 'it is dark.' })
}

describe('probes that are done once', () => {
  it('look once at each cluster, after all measurements, with only that one running', async () => {
    const running: (readonly string[])[] = []
    const lab = aLab({
      once: [
        aProbeOnce('nodes', (context) => {
          running.push(lab.runtime.clusters.filter(({ isRunning }) => isRunning).map(({ variant }) => variant.id))
          return lookAround(context)
        }),
      ],
    })
    const run = await lab.run()
    expect(running).toHaveLength(three.length)
    expect(running.flat().toSorted()).toEqual(three.toSorted())
    const rounds = lab.store.events(run.id).flatMap(({ event }) => ('caseId' in event ? [event.round] : []))
    expect(rounds.indexOf(0)).toBeGreaterThan(rounds.findLastIndex((round) => round > 0))
  })

  it('have their output stored before their record, and both under the run', async () => {
    const lab = aLab({ variants: ['kindnet'], once: [aProbeOnce('nodes')] })
    const run = await lab.run()
    const types = lab.store.events(run.id).map(({ event }) => event.type)
    const [reading] = run.readings.filter(({ probe }) => probe === 'nodes')
    expect(types.lastIndexOf('reading.printed')).toBeLessThan(types.lastIndexOf('reading.recorded'))
    const raw = reading?.outputs[0]?.raw ?? 0
    expect(reading?.outputs).toMatchObject([{ part: 'links', command: ['ip', 'link'] }])
    expect(lab.store.readRaw(run.id, raw)).toEqual({ stdout: '', stderr: '' })
    expect(reading).toMatchObject({ variant: 'kindnet', outcome: { state: 'recorded', record: { raw } } })
  })

  it('that fail say why, and keep neither the others nor the run from going on', async () => {
    const lab = aLab({ variants: ['kindnet'], once: [aProbeOnce('dark', broken), aProbeOnce('nodes')] })
    const run = await lab.run()
    expect(run.state).toBe('complete')
    expect(onceIn(run)).toMatchObject([
      { probe: 'dark', outcome: { state: 'failed', error: { message: 'it is dark.' } } },
      { probe: 'nodes', outcome: { state: 'recorded' } },
    ])
  })

  it('that record what their own probe cannot read have failed', async () => {
    const counting = aProbe('counting', () => Promise.resolve({ count: 'three' }), {
      record: z.object({ count: z.number() }),
    })
    const run = await aLab({ variants: ['kindnet'], once: [counting] }).run()
    expect(onceIn(run)).toMatchObject([{ outcome: { state: 'failed', error: { code: 'internal' } } }])
  })

  it('are all there is to do where nothing is to be measured', async () => {
    const run = await aLab({ probes: [], once: [aProbeOnce('nodes')] }).run()
    expect(run).toMatchObject({ state: 'complete', rounds: [] })
    expect(run.readings).toHaveLength(three.length)
  })

  it('that were cut off are done again when the run goes on, those that were done are not', async () => {
    const cancel = new AbortController()
    const looked: string[] = []
    const cutOff = aProbeOnce('cut-off', ({ signal }) => {
      looked.push('cut-off')
      if (looked.length < 3) cancel.abort()
      signal.throwIfAborted()
      return Promise.resolve({})
    })
    const nodes = aProbeOnce('nodes', (context) => {
      looked.push('nodes')
      return lookAround(context)
    })
    const choice = { variants: ['kindnet'], once: [nodes, cutOff] }
    const lab = aLab({ ...choice, signal: cancel.signal })
    const cancelled = await lab.run()
    expect(cancelled.state).toBe('cancelled')
    expect(onceIn(cancelled).map(({ probe }) => probe)).toEqual(['nodes'])
    const resumed = await aLab({ ...choice, store: lab.store }).resume(cancelled.id)
    expect(resumed.state).toBe('complete')
    expect(looked).toEqual(['nodes', 'cut-off', 'cut-off'])
    expect(onceIn(resumed).map(({ probe }) => probe)).toEqual(['nodes', 'cut-off'])
  })
})
