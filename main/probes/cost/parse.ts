import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import type { Numbers } from '../numbers.ts'
import { checked, parseJson, unparsable } from '../program-output.ts'
import { lessIdle, readCounters, useBetween, type CpuUse } from './counters.ts'
import { loadIds, type LoadId } from './load.ts'

const title = 'Cannot measure the CPU cost'
const bytesPerGib = 1024 ** 3
const million = 1_000_000
const thousand = 1_000
/** A transfer takes CPU away from what else runs: with more than this busy before, what it used itself cannot be told, and is not. */
const busiestIdle = 0.5

const count = z.number().nonnegative()
const failureSchema = z.object({ error: z.string() })
/** The part of iperf3's JSON that is used. Source: iperf_api.c of iperf 3.12, and recorded output. */
const bulkSchema = z.object({ end: z.object({ sum_received: z.object({ bytes: count }) }) })
const packetsSchema = z.object({ end: z.object({ sum: z.object({ packets: count, lost_packets: count }) }) })

/** One load: what it printed, and the CPU of the whole machine meanwhile. */
interface Load {
  readonly output: string
  readonly use: CpuUse
}

/** CPU time of all cores for what was carried, without the machine's idle load. @throws LabError `unparsable-output` | `probe-failed` */
export function parseCost(stdout: string): Numbers {
  const loads = readLoads(stdout)
  const idle = loads.idle.use
  const idleShare = idle.totalMs === 0 ? 0 : idle.busyMs / idle.totalMs
  if (idleShare > busiestIdle) return { metrics: { idleShare: idleShare * 100 } }
  const of = (load: Load, carried: number, per: number) => (lessIdle(load.use, idle).busyMs * per) / carried
  const bulk = lessIdle(loads.bulk.use, idle)
  const bytes = carriedBytes(loads.bulk.output)
  return {
    metrics: {
      cpuPerGib: of(loads.bulk, bytes, bytesPerGib) / 1000,
      softirqPerGib: (bulk.softirqMs * bytesPerGib) / bytes / 1000,
      softirqShare: bulk.busyMs === 0 ? 0 : Math.min(100, (bulk.softirqMs / bulk.busyMs) * 100),
      cpuPerMillionPackets: of(loads.packets, arrivedPackets(loads.packets.output), million),
      cpuPerThousandConnections: of(loads.connections, answeredConnections(loads.connections.output), thousand),
      idleShare: idleShare * 100,
    },
  }
}

function readLoads(stdout: string): Record<LoadId, Load> {
  const [before, ...parts] = stdout.split(/^@counters$/m)
  if (before?.trim() !== '' || parts.length !== loadIds.length + 1)
    throw unparsable('the load', stdout, `Counters were printed ${String(parts.length)} times.`)
  const entries = loadIds.map((id, index): [LoadId, Load] => {
    const [begin = '', end = ''] = parts.slice(index, index + 2)
    const [counters = '', output = ''] = id === 'idle' ? [begin] : begin.split(`@${id}\n`)
    return [id, { output, use: useBetween(readCounters(counters), readCounters(firstLines(end))) }]
  })
  return Object.fromEntries(entries) as Record<LoadId, Load>
}

/** What a program prints may hold a line that looks like the counters. */
const firstLines = (part: string): string => part.split(/^@/m, 1)[0] ?? ''

/** @throws LabError `unparsable-output`; `probe-failed` in iperf3's own words */
function readIperf3<T>(output: string, schema: z.ZodType<T>): T {
  const json = parseJson('iperf3', output)
  const failure = failureSchema.safeParse(json)
  if (failure.success) throw nothingCarried(`iperf3 says: ${failure.data.error}`)
  return checked('iperf3', output, json, schema)
}

function carriedBytes(output: string): number {
  const { bytes } = readIperf3(output, bulkSchema).end.sum_received
  if (bytes > 0) return bytes
  throw nothingCarried('the connection was made, but nothing arrived at the server.')
}

/** Of those that were sent; iperf3 counts what it missed at the other end. */
function arrivedPackets(output: string): number {
  const { packets, lost_packets } = readIperf3(output, packetsSchema).end.sum
  if (packets > lost_packets) return packets - lost_packets
  throw nothingCarried(`of ${String(packets)} small packets none arrived.`)
}

function answeredConnections(output: string): number {
  const answers = output.split('\n').filter((each) => each.trim() !== '')
  const answered = answers.filter((each) => each === '200').length
  if (answered > 0 && answered === answers.length) return answered
  throw nothingCarried(`of ${String(answers.length)} requests ${String(answered)} were answered.`)
}

const nothingCarried = (message: string): LabError =>
  new LabError({
    code: 'probe-failed',
    title,
    message,
    hint: 'Check the log of the server Pod, and the routes and NetworkPolicies between the two.',
  })
