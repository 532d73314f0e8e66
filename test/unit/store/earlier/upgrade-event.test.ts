import { describe, expect, it } from 'vitest'
import { upgradeEvent } from '../../../../main/store/earlier/upgrade-event.ts'
import { eventSchema } from '../../../../main/store/events.ts'
import {
  anError,
  aProbeReadOnce,
  aSampleKey,
  runStarted,
  sampleTaken,
  stepFinished,
} from '../../builders/run-events.ts'

const upgraded = (event: object) => eventSchema.parse(upgradeEvent(event))

describe('an event of before', () => {
  it('that took a sample is the output of a reading', () => {
    const { part: _, ...taken } = sampleTaken(7)
    expect(upgraded({ ...taken, type: 'sample.taken' })).toEqual(sampleTaken(7))
  })

  it('that measured a sample is the record of a reading', () => {
    const numbers = { metrics: { throughput: 1e9 }, cpuLimited: true }
    expect(upgraded({ type: 'sample.measured', ...aSampleKey(), raw: 7, ...numbers })).toEqual({
      ...{ type: 'reading.recorded', ...aSampleKey() },
      record: numbers,
    })
  })

  it('that gave a sample up is the failure of a reading', () => {
    expect(upgraded({ type: 'sample.failed', ...aSampleKey(), raw: null, error: anError() })).toEqual({
      ...{ type: 'reading.failed', ...aSampleKey(), error: anError() },
    })
  })

  it('of an inspection is of a reading of the cluster as a whole', () => {
    const key = { variant: 'kindnet', probe: 'wire', caseId: 'all', path: 'cluster', round: 0 }
    const span = { startedAtMs: 5, durationMs: 6 }
    const output = { part: 'links', raw: 3, command: ['ip', 'link'], exitCode: 0, ...span }
    const of = { variant: 'kindnet', inspection: 'wire' }
    expect(upgraded({ type: 'inspection.printed', ...of, ...output })).toEqual({
      ...{ type: 'reading.printed', ...key, ...output },
    })
    expect(upgraded({ type: 'inspection.ended', end: { ...of, ...span, state: 'recorded', record: [1] } })).toEqual({
      ...{ type: 'reading.recorded', ...key, ...span, record: [1] },
    })
    expect(upgraded({ type: 'inspection.ended', end: { ...of, ...span, state: 'failed', error: anError() } })).toEqual({
      type: 'reading.failed',
      ...key,
      ...span,
      error: anError(),
    })
  })

  it('that started a run has one list of probes, and a person’s policies under today’s name', () => {
    const { spec, ...started } = runStarted()
    const probes = started.probes.map(({ repeat: _, yields: __, ...probe }) => probe)
    const { id, title, question } = aProbeReadOnce('wire')
    const event = { ...started, spec: { ...spec, ownPolicies: 'mine' }, probes, inspections: [{ id, title, question }] }
    expect(upgraded(event)).toEqual(
      runStarted({ spec: { ...spec, userPolicies: 'mine' }, probes: [...started.probes, aProbeReadOnce('wire')] }),
    )
  })

  it('that ended a step has the id that something is derived from', () => {
    const steps = [
      stepFinished({ title: 'Applying the CNI' }),
      stepFinished({ title: 'Waiting for DNS', id: 'wait-dns' }),
      stepFinished({ title: 'Loading images' }),
    ]
    const ids = steps.map(upgraded).map((step) => step.type === 'step.finished' && step.id)
    expect(ids).toEqual(['apply-cni', 'wait-dns', undefined])
  })
})

it('leaves what is of today as it is, and what is no event', () => {
  for (const event of [runStarted(), sampleTaken(1), stepFinished()]) expect(upgraded(event)).toEqual(event)
  for (const json of [undefined, null, 3, 'text', [], {}, { type: 1 }]) expect(upgradeEvent(json)).toBe(json)
})
