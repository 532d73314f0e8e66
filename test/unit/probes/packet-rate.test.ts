import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cluster, Pod, PodExecResult } from '../../../main/clusters/cluster.ts'
import { readDevices } from '../../../main/probes/packet-rate/offloads.ts'
import { packetRate } from '../../../main/probes/packet-rate/packet-rate.ts'
import type { ProbeContext } from '../../../main/probes/probe.ts'
import { LabError } from '../../../main/system/errors.ts'
import { detailsOf as rejectionOf } from '../error-details.ts'
import { fixture } from '../fixture.ts'
import { mutationsOf } from './mutations.ts'

const printed = fixture('ethtool/ethtool-6.1-node-a.txt')
const ended = (stdout: string, exitCode = 0, stderr = ''): PodExecResult => ({ stdout, stderr, exitCode })

/** Two nodes, of which the first has the devices. */
function twoNodes({ tcp = fixture('iperf3/iperf3-3.12-1-stream.json'), refuses = false } = {}) {
  let areOff = false
  const commands: string[] = []
  const onNode = (node: string, argv: readonly string[]): Promise<PodExecResult> => {
    const settings = argv.slice(4)
    if (settings.length === 0) return Promise.resolve(ended(node === 'a' ? (areOff ? off : printed) : ''))
    commands.push(`${node}: ${settings.slice(0, 3).join(' ')}`)
    if (refuses) return Promise.resolve(ended('', 1, 'ethtool -K failed on: self/eth0'))
    areOff = settings[2]?.includes('off') ?? false
    return Promise.resolve(ended(''))
  }
  const pod = (name: string, node: string): [string, Pod] => [
    name,
    {
      ...{ name, node, address: '10.0.0.1' },
      exec: (argv) => Promise.resolve(ended(argv.includes('-u') ? fixture('iperf3/iperf3-3.12-udp-flood.json') : tcp)),
    },
  ]
  const context: ProbeContext = {
    key: { variant: 'v', probe: 'packet-rate', caseId: 'per-packet', path: 'pod-pod/cross-node', round: 1 },
    intensity: { durationS: 1, requests: 1 },
    cluster: { name: 'c', onNode } satisfies Partial<Cluster> as unknown as Cluster,
    probePods: {
      pods: new Map([pod('client', 'a'), pod('server-far', 'b'), pod('host-client', 'a'), pod('host-server', 'b')]),
      serviceHosts: new Map(),
    },
    ...{ signal: new AbortController().signal, seed: 1, log: () => undefined },
    record: async (_part, _command, run) => ({ ...(await run()), raw: 0, startedAtMs: 0, durationMs: 0 }),
  }
  return { context, commands, areOff: () => areOff }
}

const off = printed.replaceAll(': on', ': off')

describe('offloads', () => {
  it('are read of every device, once although its namespace has two names', () => {
    const devices = [...readDevices('a', printed).values()]
    expect(devices.map(({ namespace, device }) => `${namespace} ${device}`)).toEqual([
      ...['self eth0', 'self cni0', 'self vxlan.1', 'self veth0', 'self veth1'],
      ...['node-b eth0', 'node-b cni0', 'node-b vxlan.1', 'node-b veth0'],
      ...['pod-client eth0', 'pod-server-far eth0', 'pod-server-near eth0'],
    ])
    expect(devices[1]).toMatchObject({ device: 'cni0', on: ['tso', 'gso', 'gro'], fixed: [] })
  })

  it('are off while packets are counted, and then as they were', async () => {
    const { context, commands, areOff } = twoNodes()
    const { devices, metrics } = await packetRate.run(context)
    expect(devices.every(({ on }) => on.length === 0)).toBe(true)
    expect(metrics.packets).toBeGreaterThan(0)
    expect(commands).toEqual(['a: self eth0 tso off gso off', 'a: self eth0 tso on gso on'])
    expect(areOff()).toBe(false)
  })

  it('are as they were although the measurement fails', async () => {
    const { context, commands } = twoNodes({ tcp: '{"error": "unable to connect to server"}' })
    expect((await rejectionOf(() => packetRate.run(context))).message).toContain('unable to connect')
    expect(commands.at(-1)).toBe('a: self eth0 tso on gso on')
  })

  it('that cannot be turned off fail the reading with the reason', async () => {
    const { context } = twoNodes({ refuses: true })
    expect((await rejectionOf(() => packetRate.run(context))).message).toBe('ethtool -K failed on: self/eth0.')
  })

  it('are read, or said to be unreadable, whatever was printed', () => {
    fc.assert(
      fc.property(mutationsOf(printed), (output) => {
        try {
          return [...readDevices('a', output).values()].every(({ device }) => device !== '')
        } catch (error) {
          return error instanceof LabError && error.details.code === 'unparsable-output'
        }
      }),
    )
  })
})
