import { importRun } from '../../../main/lab/import-run.ts'
import { renderReport } from '../../../main/reports/index.ts'
import { openStore } from '../../../main/store/open-store.ts'
import { databaseFile } from '../../../main/system/paths.ts'
import { generatedRun, type GeneratedRun } from '../../unit/builders/generated-run.ts'

/** Puts runs into the store of a lab's home before the lab starts. */
export function seedStore(home: string, runs: readonly GeneratedRun[]): void {
  using store = openStore(databaseFile({ data: `${home}/data`, cache: `${home}/cache` }))
  for (const run of runs) importRun(store, renderReport('json', run))
}

/** A generated run under an id of its own. */
export const runOf = (id: string, size: Parameters<typeof generatedRun>[0] = {}): GeneratedRun => {
  const generated = generatedRun(size)
  return { ...generated, run: { ...generated.run, id } }
}
