import { z } from 'zod'
import { trafficPaths } from '../../experiment/paths.ts'
import { LabError } from '../../system/errors.ts'
import { percent, quantity } from '../../words/en/quantity.ts'
import { readUdpFlow, runIperf3, udpCheck, type UdpFlow } from '../iperf3-udp.ts'
import { numbersSchema } from '../numbers.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { iperf3Server } from '../tcp-throughput/server.ts'
import { searchRate, toleratedLoss, type Search } from './search-rate.ts'

const title = 'Cannot measure UDP throughput'
/** Fit with the headers of every tunnel into the smallest MTU of any variant: the same for all, whatever their own. */
const datagramBytes = 1_200
/**
 * Of the sockets at both ends. What every Linux lets a process ask for (rmem_max), and twice what it has without asking: a receiver that
 * waits for a CPU is not the path's loss. Source: socket(7).
 */
const bufferBytes = 212_992
/** Of one rate. iperf3 3.12 takes whole seconds alone, but any number of datagrams. */
const stepS = 0.5
const floodS = 1
const typicalSteps = 9
/** With connecting and the exchange of results. */
const stepMs = 900

const recordSchema = numbersSchema.extend({
  steps: z.array(
    z.object({
      /** None: as fast as possible. */
      offeredBitsPerSecond: z.number().optional(),
      sentBitsPerSecond: z.number(),
      receivedBitsPerSecond: z.number(),
      lossShare: z.number(),
      jitterMs: z.number(),
    }),
  ),
})
type UdpRecord = z.infer<typeof recordSchema>

/** One flow of UDP datagrams by iperf3, faster and slower. Source of the options: iperf3(1). */
export const udpThroughput = defineProbe<UdpRecord, unknown>({
  id: 'udp-throughput',
  title: 'UDP throughput',
  question: 'How much UDP data gets through without loss?',
  needs: [],
  onWish: true,
  repeat: 'each-round',
  yields: 'scalars',
  paths: trafficPaths,
  cases: [{ id: 'all', title: `One flow, datagrams of ${String(datagramBytes)} bytes` }],
  metrics: {
    throughput: {
      ...{ unit: 'bit/s', better: 'higher', headline: true },
      of: `highest rate with at most ${percent(toleratedLoss)} loss`,
    },
    jitterMs: { unit: 'ms', better: 'lower', of: 'jitter at that rate (RFC 3550)' },
    lossPercent: { unit: '%', better: 'lower', of: 'loss at that rate' },
    floodThroughput: { unit: 'bit/s', better: 'higher', of: 'what arrives of what is sent as fast as possible' },
    floodLossPercent: { unit: '%', better: 'lower', of: 'loss of what is sent as fast as possible' },
  },
  record: recordSchema,
  servers: [iperf3Server],
  typicalMs: () => typicalSteps * stepMs,
  check: udpCheck,
  run: measure,
  numbers: ({ metrics }) => ({ metrics }),
})

async function measure(context: ProbeContext): Promise<UdpRecord> {
  const search = await searchRate(async (bitsPerSecond) =>
    readUdpFlow(title, await runIperf3(context, partOf(bitsPerSecond), flowOptions(bitsPerSecond))),
  )
  return {
    metrics: metricsOf(search),
    steps: search.steps.map(({ flow, ...step }) => ({ ...step, ...recorded(flow) })),
  }
}

const partOf = (bitsPerSecond: number | undefined): string =>
  bitsPerSecond === undefined ? 'as fast as possible' : `at ${quantity(bitsPerSecond, 'bit/s')}`

const flowOptions = (bitsPerSecond: number | undefined): readonly string[] => [
  ...['-u', '-l', String(datagramBytes), '-w', String(bufferBytes)],
  ...(bitsPerSecond === undefined
    ? ['-b', '0', '-t', String(floodS)]
    : ['-b', bitsPerSecond.toFixed(0), '-k', String(Math.ceil((bitsPerSecond * stepS) / (datagramBytes * 8)))]),
]

const recorded = ({ receivedPerSecond: _receivedPerSecond, ...flow }: UdpFlow) => flow

function metricsOf({ steps, best }: Search): UdpRecord['metrics'] {
  const [first] = steps
  if (!best || !first) throw nothingPasses(steps)
  return {
    throughput: best.receivedBitsPerSecond,
    jitterMs: best.jitterMs,
    lossPercent: best.lossShare * 100,
    floodThroughput: first.flow.receivedBitsPerSecond,
    floodLossPercent: first.flow.lossShare * 100,
  }
}

function nothingPasses(steps: Search['steps']): LabError {
  const last = steps.at(-1)
  return new LabError({
    code: 'probe-failed',
    title,
    message: `even at ${quantity(last?.offeredBitsPerSecond ?? 0, 'bit/s')} ${percent(last?.flow.lossShare ?? 1)} of the datagrams were lost.`,
    hint: 'The path loses datagrams at any rate, or the machine is too busy. Run again with less beside it.',
  })
}
