import { isDeepStrictEqual } from 'node:util'
import { parseJsonReport } from '../reports/json.ts'
import type { StoredEvent } from '../store/events.ts'
import { foldRun } from '../store/fold-run.ts'
import type { RunRecord } from '../store/run-record.ts'
import { alreadyThere } from '../store/store-error.ts'
import type { RawOutput, Store } from '../store/store.ts'
import { unfoldRun } from '../store/unfold-run.ts'
import { LabError } from '../system/errors.ts'

export interface ImportedRun {
  readonly runId: string
  /** Whether it was not there before. */
  readonly isNew: boolean
}

/** In characters: more than any run that this program exports. */
const maxLength = 400 * 1024 * 1024

/**
 * Takes in a run that was exported as JSON or as a run file, under its own id. It is the same run then: exported again, it gives the
 * same reports.
 * @throws LabError `unparsable-output`, or `bad-usage` when another run has its id
 */
export function importRun(store: Store, text: string): ImportedRun {
  if (text.length > maxLength) throw refused('it is larger than any run.')
  const { run, raws, log } = parseJsonReport(text)
  if (!/^\d{8}-\d{6}-[0-9a-z]{4}$/.test(run.id)) throw refused('the run’s id is not one that CNI Lab gives.')
  const events = unfoldRun(run, log)
  const record = foldRun(run.id, events, () => false)
  checkWhole(run, record, events, raws)
  const outputs = new Map(printed(record).map(({ raw }) => [raw, raws.get(raw) ?? noOutput]))
  if (!store.runs().some(({ id }) => id === run.id)) {
    store.importRun(run.id, events, outputs)
    return { runId: run.id, isNew: true }
  }
  if (!isSame(store, record, outputs)) throw alreadyThere(run.id)
  return { runId: run.id, isNew: false }
}

/** Everything that has a raw output. */
const printed = ({ readings }: RunRecord) => readings.flatMap(({ outputs }) => outputs)

const noOutput: RawOutput = { stdout: '', stderr: '' }

/** A record that its own events do not give back was not written by CNI Lab, or was changed since. */
function checkWhole(
  run: RunRecord,
  folded: RunRecord,
  events: readonly StoredEvent[],
  raws: ReadonlyMap<number, RawOutput>,
): void {
  // What was exported while it ran has no end, and here nothing goes on with it.
  const told: RunRecord = run.state === 'running' ? { ...run, state: folded.state } : run
  const found = run.state === 'running' ? { ...folded, endedAtMs: undefined } : folded
  if (!isDeepStrictEqual(plain(found), plain(told))) throw refused('the run’s record contradicts itself.')
  if (events.some(({ atMs }) => !Number.isSafeInteger(atMs) || atMs < 0)) throw refused('a time in it is not one.')
  if (new Set(printed(run).map(({ raw }) => raw)).size < printed(run).length)
    throw refused('the run’s record contradicts itself.')
  const missing = printed(run).find(({ raw }) => !raws.has(raw))
  if (missing) throw refused(`the raw output ${String(missing.raw)} is missing.`)
}

const isSame = (store: Store, record: RunRecord, outputs: ReadonlyMap<number, RawOutput>): boolean =>
  isDeepStrictEqual(plain(store.run(record.id)), plain(record)) &&
  [...outputs].every(([raw, output]) => isDeepStrictEqual(store.readRaw(record.id, raw), output))

/** Without what is only present as undefined. */
const plain = (record: object): unknown => JSON.parse(JSON.stringify(record))

const refused = (message: string) =>
  new LabError({
    code: 'unparsable-output',
    title: 'Cannot import the run',
    message,
    hint: 'Choose a file as CNI Lab has exported it: a run file (.cnilab) or JSON.',
  })
