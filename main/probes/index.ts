import { LabError } from '../system/errors.ts'
import { datapath } from './datapath/datapath.ts'
import { footprint } from './footprint/footprint.ts'
import { httpLatency } from './http-latency/http-latency.ts'
import type { Inspection } from './inspection.ts'
import { observability } from './observability/observability.ts'
import { policy } from './policy/policy.ts'
import type { Probe } from './probe.ts'
import { tcpThroughput } from './tcp-throughput/tcp-throughput.ts'
import { wire } from './wire/wire.ts'

/** All probes, in the order they are measured and shown. */
export const probes: readonly Probe[] = [tcpThroughput, httpLatency]

/** All inspections, in the order they are done and shown: what changes nothing first. */
export const inspections: readonly Inspection[] = [datapath, footprint, wire, observability, policy]

/** Probes and inspections of these ids, in the order in which they are done. @throws LabError `unknown-name` */
export function findProbes(ids: readonly string[]): {
  readonly probes: readonly Probe[]
  readonly inspections: readonly Inspection[]
} {
  for (const id of ids) if (![...probes, ...inspections].some((known) => known.id === id)) throw unknownProbe(id)
  return {
    probes: probes.filter(({ id }) => ids.includes(id)),
    inspections: inspections.filter(({ id }) => ids.includes(id)),
  }
}

const unknownProbe = (id: string) =>
  new LabError({
    code: 'unknown-name',
    title: `Cannot find the probe ${id}`,
    message: 'There is no probe of this name.',
    hint: `Probes: ${[...probes, ...inspections].map((known) => known.id).join(', ')}.`,
  })
