import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { PodExecResult, ProbePods } from '../../../main/clusters/cluster.ts'
import { waitForPaths } from '../../../main/lab/gate.ts'
import { cellsOf } from '../../../main/experiment/cells.ts'
import { measuring as probes } from '../builders/probes.ts'
import { Cancelled } from '../../../main/system/errors.ts'
import { detailsOf } from '../error-details.ts'

/** Waiting only moves the clock. */
vi.mock('node:timers/promises', () => ({
  setTimeout: (ms: number, value: unknown, { signal }: { signal?: AbortSignal } = {}) => {
    vi.advanceTimersByTime(ms)
    return signal?.aborted ? Promise.reject(signal.reason as Error) : Promise.resolve(value)
  },
}))
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
})

const passed: PodExecResult = { stdout: '', stderr: '', exitCode: 0 }
const failed: PodExecResult = { stdout: '', stderr: 'curl: (7) Failed to connect', exitCode: 7 }

function aProbePods(answer: (argv: readonly string[], count: number) => PodExecResult) {
  const calls: (readonly string[])[] = []
  const names = ['client', 'server-near', 'server-far', 'host-client', 'host-server']
  const probePods: ProbePods = {
    pods: new Map(
      names.map((name) => [
        name,
        {
          name,
          node: 'worker',
          address: `address-of-${name}`,
          exec: (argv) => {
            calls.push([name, ...argv])
            return Promise.resolve(answer(argv, calls.length))
          },
        },
      ]),
    ),
    serviceHosts: new Map([['server', 'server.cnilab.svc.cluster.local.']]),
  }
  return { probePods, calls }
}

const measurements = cellsOf(probes, ['pod-pod/cross-node'])
const gate = { times: 3, timeoutMs: 10_000 }
const { signal } = new AbortController()

describe('waiting for paths', () => {
  it('checks each probe on each path as often in a row as wanted, not once a case', async () => {
    const { probePods, calls } = aProbePods(() => passed)
    await waitForPaths(probePods, measurements, gate, signal)
    expect(calls).toHaveLength(2 * probes.length * 3)
    expect(new Set(calls.map(([from]) => from))).toEqual(new Set(['host-client', 'client']))
    for (const [, ...argv] of calls) expect(argv.slice(0, 2)).toEqual(['timeout', '5'])
  })

  it('begins to count again after a failure', async () => {
    const { probePods, calls } = aProbePods((_argv, count) => (count === 3 ? failed : passed))
    await waitForPaths(probePods, measurements.slice(0, 1), gate, signal)
    expect(calls).toHaveLength(6)
  })

  it('names the path that stays without traffic, and what the last check printed', async () => {
    const { probePods } = aProbePods((argv) => (argv.join(' ').includes('server-far') ? failed : passed))
    const details = await detailsOf(() => waitForPaths(probePods, measurements, gate, signal))
    expect(details).toMatchObject({
      code: 'not-ready',
      title: 'The path pod-pod/cross-node, tcp-throughput carries no traffic',
      stderrTail: 'curl: (7) Failed to connect',
    })
  })

  it("ends with the signal's reason", async () => {
    const cancelling = new AbortController()
    const { probePods } = aProbePods(() => {
      cancelling.abort(new Cancelled())
      return failed
    })
    await expect(waitForPaths(probePods, measurements, gate, cancelling.signal)).rejects.toBeInstanceOf(Cancelled)
  })
})
