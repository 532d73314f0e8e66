import { LabError } from '../system/errors.ts'
import { httpLatency } from './http-latency/http-latency.ts'
import type { Probe } from './probe.ts'
import { tcpThroughput } from './tcp-throughput/tcp-throughput.ts'

/** All probes, in the order they are measured and shown. */
export const probes: readonly Probe[] = [tcpThroughput, httpLatency]

/** @throws LabError `unknown-name` */
export function findProbe(id: string): Probe {
  const probe = probes.find((candidate) => candidate.id === id)
  if (probe) return probe
  throw new LabError({
    code: 'unknown-name',
    title: `Cannot find the probe ${id}`,
    message: 'There is no probe of this name.',
    hint: `Probes: ${probes.map((candidate) => candidate.id).join(', ')}.`,
  })
}
