import { describe, expect, it } from 'vitest'
import type { Pod, PodExecResult } from '../../../main/clusters/cluster.ts'
import { httpLatency } from '../../../main/probes/http-latency/http-latency.ts'
import type { ProbeContext } from '../../../main/probes/probe.ts'
import { detailsOf } from '../error-details.ts'
import { fixture } from '../fixture.ts'

const keptAlive = fixture('curl/curl-7.88-kept-alive.jsonl')
const intensity = { durationS: 3, requests: 30 }
const deadlineMs = httpLatency.deadlineMs(intensity)

/** One execution that ends so after `durationMs`. */
function running(result: Partial<PodExecResult>, durationMs = 100) {
  const recorded: string[] = []
  const pod = (name: string): [string, Pod] => [
    name,
    {
      name,
      node: 'worker',
      address: name,
      exec: () => Promise.resolve({ stdout: '', stderr: '', exitCode: 0, ...result }),
    },
  ]
  const context = {
    key: { variant: 'kindnet', probe: httpLatency.id, caseId: 'kept-alive', path: 'pod-pod/cross-node', round: 1 },
    probePods: { pods: new Map([pod('client'), pod('server-far')]), serviceHosts: new Map() },
    intensity,
    signal: new AbortController().signal,
    record: async (part, _command, run) => {
      recorded.push(part)
      return { ...(await run()), raw: recorded.length, startedAtMs: 0, durationMs }
    },
  } satisfies Partial<ProbeContext>
  return { run: () => httpLatency.run(context as unknown as ProbeContext), recorded }
}

describe('a measurement', () => {
  it('records what its client printed, and reads its numbers from it', async () => {
    const { run, recorded } = running({ stdout: keptAlive })
    expect(httpLatency.record.parse(await run())).toEqual(httpLatency.parse(keptAlive))
    expect(recorded).toEqual(['client'])
  })

  it.each([
    ['was killed by the kernel', 137, 100, { code: 'probe-failed', message: 'the kernel ended it with SIGKILL.' }],
    ['ran until its deadline', 137, deadlineMs, { code: 'timed-out' }],
    ['was ended by timeout', 124, 100, { code: 'timed-out' }],
    ['is not in the image', 127, 100, { code: 'missing-tool' }],
    ['was ended by a signal', 143, 100, { code: 'probe-failed', message: 'signal 15 ended it.' }],
  ])('says that its client %s, and does not blame the output', async (_, exitCode, durationMs, error) => {
    const { run, recorded } = running({ exitCode, stdout: keptAlive.slice(0, 700), stderr: 'last words' }, durationMs)
    expect(await detailsOf(run)).toMatchObject({ ...error, exitCode, stderrTail: 'last words' })
    expect(recorded).toEqual(['client'])
  })

  it('leaves codes that are the client’s own to its output', async () => {
    const { run } = running({ exitCode: 28, stdout: keptAlive })
    expect((await run()).metrics).toEqual(httpLatency.parse(keptAlive).metrics)
  })
})
