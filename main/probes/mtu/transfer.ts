import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import { execInPod } from '../exec-in-pod.ts'
import { killed } from '../exit-code.ts'
import type { PodExecResult } from '../../clusters/cluster.ts'
import type { ProbeContext } from '../probe.ts'
import type { Leg } from './legs.ts'
import type { Direction, Transfer } from './record.ts'

/** Thousands of full packets, a moment on any path; a black hole takes none of them. */
const transferBytes = '4M'
const patienceS = 6
const timeoutMs = 15_000

const outputSchema = z.object({
  error: z.string().optional(),
  end: z.object({ sum_received: z.object({ bytes: z.number() }).optional() }).optional(),
})

/** TCP, as applications use it: does a connection that was made carry full packets? */
export async function transfer({ record, signal }: ProbeContext, leg: Leg, direction: Direction): Promise<Transfer> {
  const command = [
    ...['iperf3', '-c', leg.host, '-p', String(leg.tcpPort), '-n', transferBytes, '-J', '--connect-timeout', '3000'],
    ...(direction === 'back' ? ['-R'] : []),
  ]
  const argv = ['timeout', '-s', 'KILL', String(patienceS), ...command]
  const part = `${leg.path} ${leg.family} transfer ${direction}`
  const output = await record(part, argv, () => execInPod(leg.from, argv, timeoutMs, signal))
  return { direction, ...outcomeOf(output) }
}

/** An iperf3 that had to be killed had connected, since it gives up on connecting by itself before. */
export function outcomeOf({
  exitCode,
  stdout,
}: Pick<PodExecResult, 'exitCode' | 'stdout'>): Omit<Transfer, 'direction'> {
  if (exitCode === killed) return { outcome: 'stalled' }
  const { data } = outputSchema.safeParse(jsonOf(stdout))
  if (!data) return { outcome: 'failed', problem: `iperf3 ended with ${String(exitCode)}` }
  if (data.error !== undefined) return { outcome: 'failed', problem: data.error }
  return (data.end?.sum_received?.bytes ?? 0) > 0 ? { outcome: 'passed' } : { outcome: 'stalled' }
}
