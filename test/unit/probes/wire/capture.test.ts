import { describe, expect, it } from 'vitest'
import type { Pod } from '../../../../main/clusters/cluster.ts'
import type { ProbeContext } from '../../../../main/probes/probe.ts'
import { captureDuring, captureProblem } from '../../../../main/probes/wire/capture.ts'

const { signal } = new AbortController()

function podThatAnswers(exitCode: number, stdout = '', stderr = ''): Pod {
  const exec = () => Promise.resolve({ exitCode, stdout, stderr })
  return { name: 'client', node: 'a', address: '10.0.0.1', exec }
}

function context(kept: string[]): ProbeContext {
  const record: ProbeContext['record'] = async (part, _command, run) => {
    kept.push(part)
    return { ...(await run()), raw: kept.length, startedAtMs: 0, durationMs: 0 }
  }
  const key = { variant: 'kindnet', probe: 'wire', caseId: 'all', path: 'cluster', round: 0 } as const
  const cluster = {} as unknown as ProbeContext['cluster']
  return {
    key,
    intensity: { durationS: 1, requests: 1 },
    cluster,
    probePods: { pods: new Map(), serviceHosts: new Map() },
    signal,
    seed: 1,
    record,
    log: () => undefined,
  }
}

const capture = (pod: Pod, kept: string[] = []) =>
  captureDuring(context(kept), [{ name: 'client', pod, isNode: false }], { filter: 'tcp', folder: '/tmp/x' }, () =>
    Promise.resolve(),
  )

describe('a capture', () => {
  it('keeps its file and what tcpdump reads in it', async () => {
    const kept: string[] = []
    const [taken] = await capture(podThatAnswers(0, 'cGNhcA=='), kept)
    expect(kept).toEqual(['pcap client', 'packets client'])
    expect(taken && captureProblem(taken)).toBeUndefined()
  })

  it('says how to get tcpdump where it is missing', async () => {
    await expect(capture(podThatAnswers(127))).rejects.toMatchObject({
      details: { code: 'missing-tool', hint: expect.stringContaining('install tcpdump') as string },
    })
  })

  it.each([
    ['that ended before its time', podThatAnswers(1, '', 'tcpdump: syntax error'), /ended before.*syntax error/],
    ['without a file', podThatAnswers(0), 'wrote no file'],
    ['with packets lost', podThatAnswers(0, 'cGNhcA==', '3 packets dropped by kernel'), 'dropped 3 packets'],
  ])('%s is not relied on', async (_what, pod, problem) => {
    const [taken] = await capture(pod)
    expect(taken && captureProblem(taken)).toMatch(problem)
  })
})
