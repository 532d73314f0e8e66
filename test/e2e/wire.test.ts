import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PodSpec } from '../../main/clusters/cluster.ts'
import { netnsRouted } from '../../main/cnis/netns/routed.ts'
import { netnsVxlan } from '../../main/cnis/netns/vxlan.ts'
import { wireFacts } from '../../main/probes/wire/derive.ts'
import { controlSentence } from '../../main/probes/wire/words.ts'
import type { RecordedOutput } from '../../main/probes/probe.ts'
import { wireRecordSchema } from '../../main/probes/wire/record.ts'
import { wire, wireInspection } from '../../main/probes/wire/wire.ts'
import { exec } from '../../main/system/exec.ts'
import { aNetnsCluster, contextIn, signal, type NetnsCluster } from './netns-cluster.ts'

async function look(made: NetnsCluster, probe = wire) {
  const kept = new Map<string, RecordedOutput>()
  const record = await probe.run({
    ...contextIn(made, { probe: 'wire', caseId: 'all', path: 'cluster', round: 0 }),
    record: async (part, _command, run) => {
      const output = { ...(await run()), raw: kept.size + 1, startedAtMs: 0, durationMs: 0 }
      kept.set(part, output)
      return output
    },
  })
  return { kept, evidence: wireFacts(wireRecordSchema.parse(record), 'none') }
}

describe.each([
  [netnsRouted, { kind: 'none' }, 0],
  [netnsVxlan, { kind: 'vxlan', port: 8472, vni: 1 }, 50],
] as const)('packets in %o', (variant, encapsulation, overheadBytes) => {
  let made: NetnsCluster
  beforeAll(async () => {
    made = await aNetnsCluster(variant)
  })
  afterAll(() => made.cluster.close())

  it('are followed from Pod to Pod, and read', async () => {
    const { evidence } = await look(made)
    expect(evidence).toMatchObject({ problems: [], marker: 'readable', sameNodeStays: true })
    expect(evidence).toMatchObject({ encapsulation, overheadBytes })
    const hops = evidence.paths.find(({ id }) => id === 'cross-node')?.stops ?? []
    expect(hops[0]).toMatchObject({ place: 'client', kind: 'pod', direction: 'out' })
    expect(hops.at(-1)).toMatchObject({ place: 'server-far', kind: 'pod', direction: 'in' })
  })

  it('are kept in files that tcpdump reads', async () => {
    const { kept, evidence } = await look(made)
    const folder = await mkdtemp(join(tmpdir(), 'cnilab-wire-'))
    try {
      for (const { place, packets } of evidence.captures) {
        const file = join(folder, `${place}.pcap`)
        await writeFile(file, Buffer.from(kept.get(`pcap ${place}`)?.stdout ?? '', 'base64'))
        const { stdout } = await exec('tcpdump', ['-r', file, '-nn', '-t', '-q'], { signal })
        expect(stdout.trim().split('\n').length).toBeGreaterThanOrEqual(packets)
      }
      expect(evidence.captures).toHaveLength(4)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it.each([
    ['is wrong', 'udp port 9', /was not seen at/],
    ['is not one that tcpdump takes', 'no filter', /tcpdump ended before/],
  ])('prove nothing where the filter %s', async (_what, filter, because) => {
    const { evidence } = await look(
      made,
      wireInspection(() => filter),
    )
    expect(evidence).toMatchObject({ marker: 'unknown', encapsulation: 'unknown' })
    expect(controlSentence(evidence.problems)).toMatch(because)
  })
})

it('says so where the server is down', async () => {
  const idle = (pod: PodSpec) => (pod.name === 'server-far' ? { ...pod, containers: [] } : pod)
  const made = await aNetnsCluster(netnsRouted, idle)
  await using _cluster = made.cluster
  const { evidence } = await look(made)
  expect(evidence).toMatchObject({ marker: 'unknown', encapsulation: 'unknown' })
  expect(evidence.problems).not.toEqual([])
  expect(evidence.paths[0]).toMatchObject({ id: 'cross-node', stops: [], leftNode: 'unknown' })
  expect(evidence.paths[0]?.problem).toContain('curl: (7)')
})
