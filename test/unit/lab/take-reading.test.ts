import { describe, expect, it } from 'vitest'
import { measuring as probes } from '../builders/probes.ts'
import { aLab } from './run-lab.ts'

describe('the raw output of a sample', () => {
  it('is stored before it is read, and stays when it cannot be read', async () => {
    const answer = () => ({ stdout: 'not what iperf3 prints', stderr: 'something else', exitCode: 0 })
    const { store, eventsOf, run } = aLab({
      variants: ['kindnet'],
      spec: { rounds: 1, maxRounds: 1, paths: [] },
      behaviour: { answer: (call) => (call.isCheck ? undefined : answer()) },
    })
    const { id, readings, state } = await run()
    const [failed] = eventsOf('reading.failed')
    expect(state).toBe('complete')
    expect(readings[0]?.outputs[0]?.raw).toBe(1)
    expect(failed?.error.code).toBe('unparsable-output')
    expect(readings[0]?.outcome.state).toBe('failed')
    expect(store.readRaw(id, 1)).toEqual({ stdout: 'not what iperf3 prints', stderr: 'something else' })
  })

  it('is tried for once more after a failure, and then given up', async () => {
    const spec = { rounds: 1, maxRounds: 1, paths: [] }
    const fails = (attempts: number) =>
      aLab({
        variants: ['kindnet'],
        spec,
        probes: probes.slice(0, 1),
        behaviour: {
          answer: (call) =>
            !call.isCheck && !call.argv.includes('-P') && call.attempt <= attempts
              ? { stdout: '', stderr: '', exitCode: 137 }
              : undefined,
        },
      }).run()
    const states = async (attempts: number) => (await fails(attempts)).readings.map(({ outcome }) => outcome.state)
    expect(await states(1)).toEqual(['failed', 'recorded', 'recorded'])
    expect(await states(9)).toEqual(['failed', 'failed', 'recorded'])
  })

  it('is limited in time inside the Pod, where nobody else can end it', async () => {
    const { runtime, run } = aLab({ variants: ['kindnet'], spec: { rounds: 1, maxRounds: 1, paths: [] } })
    await run()
    for (const { argv } of runtime.samples) expect(argv.slice(0, 3)).toEqual(['timeout', '-s', 'KILL'])
  })
})
