import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import { importRun } from '../../../main/lab/import-run.ts'
import { renderJson } from '../../../main/reports/json.ts'
import { openStore } from '../../../main/store/open-store.ts'
import type { RunRecord } from '../../../main/store/run-record.ts'
import type { Store } from '../../../main/store/store.ts'
import { databaseFile } from '../../../main/system/paths.ts'
import { generatedRun, type GeneratedRun } from '../../unit/builders/generated-run.ts'

/** What a lab has on disk; it may be read while the lab is at work. */
export const storeOf = (home: string): Store =>
  openStore(databaseFile({ data: `${home}/data`, cache: `${home}/cache` }))

/** Puts runs into the store of a lab's home before the lab starts. */
export function seedStore(home: string, runs: readonly GeneratedRun[]): void {
  using store = storeOf(home)
  for (const run of runs) importRun(store, renderJson(run))
}

/** A generated run under an id of its own, some minutes later than the others. */
export function runOf(id: string, size: Parameters<typeof generatedRun>[0] = {}, minutes = 0): GeneratedRun {
  const generated = generatedRun(size)
  const run: RunRecord = { ...later(generated.run, minutes * 60_000), id }
  return { ...generated, run, findings: deriveFindings(run) }
}

const later = (run: RunRecord, byMs: number): RunRecord =>
  JSON.parse(JSON.stringify(run), (key, value: unknown) =>
    typeof value === 'number' && /^atMs$|AtMs$/.test(key) ? value + byMs : value,
  ) as RunRecord

/** What a run has measured so far, each sample by what tells it from all others. */
export function samplesIn(home: string, runId: string): readonly string[] {
  using store = storeOf(home)
  return store
    .run(runId)
    .readings.map(({ round, variant, probe, caseId, path }) => [round, variant, probe, caseId, path].join(' '))
}
