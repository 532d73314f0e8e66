import { describe, expect, it } from 'vitest'
import type { Pod } from '../../../../main/clusters/cluster.ts'
import type { ProbeContext } from '../../../../main/probes/probe.ts'
import { fixture } from '../../fixture.ts'
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

  const listening = 'tcpdump: listening on any, link-type LINUX_SLL (Linux cooked v1), snapshot length 400 bytes'
  it.each([
    ['by its packets', fixture('wire/tcpdump-4.9.3-any.txt'), ''],
    ['by what it says when it begins', '', `${listening}\n2 packets captured`],
    ['by what it says of its file', '', 'reading from file capture.pcap, link-type LINUX_SLL (Linux cooked)'],
    ['by a packet for all', '1772532000.1234567   B 0e:b7:92:dd:c1:c8 ethertype ARP (0x0806), length 62', ''],
  ])('an old tcpdump is told, %s', (_, stdout, stderr) => {
    const output = { raw: 0, exitCode: 0, startedAtMs: 0, durationMs: 0 }
    const place = { name: 'client', pod: podThatAnswers(0), isNode: false }
    const file = { ...output, stdout: 'cGNhcA==', stderr: '' }
    expect(captureProblem({ place, file, decoded: { ...output, stdout, stderr } })).toMatch(/4\.99 or later/)
    expect(captureProblem({ place, file: { ...file, stderr }, decoded: { ...output, stdout, stderr: '' } })).toMatch(
      /4\.99/,
    )
  })

  it.each(['tcpdump-4.99-any.txt', 'tcpdump-4.99.3-flannel-vxlan.txt', 'tcpdump-4.99.3-tunnels.txt'])(
    'a new one is not: %s',
    (name) => {
      const output = { raw: 0, exitCode: 0, startedAtMs: 0, durationMs: 0 }
      const stderr = listening.replace('SLL (Linux cooked v1)', 'SLL2 (Linux cooked v2)')
      const place = { name: 'client', pod: podThatAnswers(0), isNode: false }
      const file = { ...output, stdout: 'cGNhcA==', stderr }
      const decoded = { ...output, stdout: fixture(`wire/${name}`), stderr: '' }
      expect(captureProblem({ place, file, decoded })).toBeUndefined()
    },
  )
})
