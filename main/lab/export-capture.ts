import { placeOfCapture } from '../probes/wire/capture.ts'
import type { EventOf } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import { LabError } from '../system/errors.ts'
import type { ExportedRun } from './export-run.ts'

interface Capture {
  readonly output: EventOf<'reading.printed'>
  readonly place: string
}

/** The captures of packets that a run holds. @throws LabError `unknown-name` */
export function capturesOf(store: Store, runId: string): readonly Capture[] {
  store.summary(runId)
  return store.events(runId, ['reading.printed']).flatMap(({ event }) => {
    const place = event.type === 'reading.printed' ? placeOfCapture(event.part) : undefined
    return event.type === 'reading.printed' && place !== undefined ? [{ output: event, place }] : []
  })
}

/** One capture as a file that Wireshark opens. @throws LabError `unknown-name` */
export function exportCapture(store: Store, runId: string, raw: number): ExportedRun {
  const capture = capturesOf(store, runId).find(({ output }) => output.raw === raw)
  if (capture) return captureFile(store, runId, capture)
  throw new LabError({
    code: 'unknown-name',
    title: `Cannot export a capture of the run ${runId}`,
    message: `its output ${String(raw)} is not one.`,
  })
}

/** @throws LabError `unknown-name` */
export function captureFile(store: Store, runId: string, { output, place }: Capture): ExportedRun {
  const name = [runId, output.variant, place].join('-').replaceAll(/[^\w-]+/g, '_')
  return {
    fileName: `cnilab-${name}.pcap`,
    mediaType: 'application/vnd.tcpdump.pcap',
    encoding: 'base64',
    content: store.readRaw(runId, output.raw).stdout.replaceAll(/\s/g, ''),
  }
}
