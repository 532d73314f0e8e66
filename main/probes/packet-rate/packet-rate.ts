import { z } from 'zod'
import { trafficPaths } from '../../experiment/paths.ts'
import { LabError } from '../../system/errors.ts'
import { readUdpFlow, runIperf3, udpCheck } from '../iperf3-udp.ts'
import { numbersSchema } from '../numbers.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { parseIperf3 } from '../tcp-throughput/parse.ts'
import { iperf3Server } from '../tcp-throughput/server.ts'
import { deviceSchema, readOffloads, withoutOffloads } from './offloads.ts'

const title = 'Cannot measure the packet rate'
const messageBytes = 64
const flowS = 1
/** Two flows, and the devices' state. */
const typicalMs = 3_500

const recordSchema = numbersSchema.extend({
  /** Of every device of both nodes and their Pods while it was measured. */
  devices: z.array(deviceSchema),
})
type PacketRecord = z.infer<typeof recordSchema>

/**
 * Small UDP messages, and beside them a TCP stream, with devices as they are and with every packet by itself: large TCP segments that
 * the kernel cuts late, or joins early, hide what a datapath does for each packet. Source of the options: iperf3(1), ethtool(8).
 */
export const packetRate = defineProbe<PacketRecord, unknown>({
  id: 'packet-rate',
  title: 'Packet rate',
  question: 'How many packets a second get through?',
  needs: [],
  onWish: true,
  repeat: 'each-round',
  yields: 'scalars',
  paths: trafficPaths,
  cases: [
    { id: 'normal', title: 'Devices as they are' },
    { id: 'per-packet', title: 'TSO, GSO and GRO off' },
  ],
  metrics: {
    packets: {
      ...{ unit: '1/s', better: 'higher', headline: true },
      of: `UDP messages of ${String(messageBytes)} bytes that arrive`,
    },
    lossPercent: { unit: '%', better: 'neither', of: 'of the messages, lost: they are sent as fast as possible' },
    tcpThroughput: { unit: 'bit/s', better: 'higher', of: 'TCP throughput with the same devices, one stream' },
  },
  record: recordSchema,
  servers: [iperf3Server],
  typicalMs: () => typicalMs,
  check: udpCheck,
  run: measure,
  numbers: ({ metrics }) => ({ metrics }),
})

async function measure(context: ProbeContext): Promise<PacketRecord> {
  if (context.key.caseId === 'normal') return { devices: await knownDevices(context), metrics: await flows(context) }
  const before = await readOffloads(context, 'offloads before')
  return withoutOffloads(context, before, async (during) => ({ metrics: await flows(context), devices: [...during] }))
}

/** Without ethtool there is nothing to tell of devices that are left as they are. */
async function knownDevices(context: ProbeContext): Promise<PacketRecord['devices']> {
  try {
    return [...(await readOffloads(context, 'offloads'))]
  } catch (error) {
    context.signal.throwIfAborted()
    if (error instanceof LabError) return []
    throw error
  }
}

async function flows(context: ProbeContext): Promise<PacketRecord['metrics']> {
  const messages = ['-u', '-b', '0', '-l', String(messageBytes), '-t', String(flowS)]
  const tcp = parseIperf3(await runIperf3(context, 'TCP stream', ['-t', String(flowS)]))
  const udp = readUdpFlow(title, await runIperf3(context, 'small messages', messages))
  return {
    packets: udp.receivedPerSecond,
    lossPercent: udp.lossShare * 100,
    ...(tcp.metrics.throughput !== undefined && { tcpThroughput: tcp.metrics.throughput }),
  }
}
