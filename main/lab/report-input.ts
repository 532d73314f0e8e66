import { deriveFindings } from '../findings/derive-findings.ts'
import type { Needs } from '../findings/recommendation/recommendation.ts'
import { formats } from '../reports/formats.ts'
import type { ReportInput } from '../reports/report-input.ts'
import type { RunRecord } from '../store/run-record.ts'
import type { Store } from '../store/store.ts'

/** A stored run with everything that reports are made from. */
export const reportInput = (store: Store, run: RunRecord): ReportInput => ({
  run,
  findings: deriveFindings(run),
  raw: (raw) => store.readRaw(run.id, raw),
  log: store
    .events(run.id, ['log'])
    .flatMap(({ atMs, event }) => (event.type === 'log' ? [{ atMs, variant: event.variant, line: event.line }] : [])),
})

/** A stored run as a report's text. @throws LabError `unknown-name` */
export const renderReport = async (store: Store, runId: string, format: string, needs?: Needs): Promise<string> =>
  formats.get(format).render({ ...reportInput(store, store.run(runId)), ...(needs && { needs }) })
