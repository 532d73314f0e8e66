import type { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { LabError, toLabErrorDetails, type LabErrorDetails } from '../system/errors.ts'
import { isAlive as isProcessAlive, type IsAlive } from '../system/process-identity.ts'
import { openDatabase, transaction } from './database.ts'
import { EventRows } from './event-rows.ts'
import { validEvent } from './event-validation.ts'
import type { EventOf, RunEvent, RunEventType, StoredEvent } from './events.ts'
import { foldRun, startless } from './fold-run.ts'
import { newRunId } from './run-id.ts'
import {
  firstProjection,
  project,
  projectionVersion,
  summarise,
  unreadableSummary,
  type RunProjection,
} from './run-projection.ts'
import type { Reading, RunRecord } from './run-record.ts'
import { alreadyThere, ambiguousRun, stillRunning, storing, unknownRaw, unknownRun } from './store-error.ts'
import type { RawOutput, RunSummary, Store } from './store.ts'

export interface StoreOptions {
  readonly isAlive?: IsAlive
  /** Milliseconds since 1970, for event times and run ids. */
  readonly now?: () => number
  /** How long to wait for another process that writes. */
  readonly timeoutMs?: number
}

/**
 * Opens the store, making the file and its folder as needed. Several processes may have it open.
 * @throws LabError `store-failed`
 */
export const openStore = (file: string, options: StoreOptions = {}): Store => new SqliteStore(file, options)

class SqliteStore implements Store {
  readonly file: string | undefined
  readonly #database: DatabaseSync
  readonly #events: EventRows
  readonly #isAlive: IsAlive
  readonly #now: () => number
  /** Runs of another version's list whose events this version cannot read. They stay as they are, for one that can. */
  readonly #unreadable = new Map<string, LabErrorDetails>()

  constructor(file: string, { isAlive = isProcessAlive, now = Date.now, timeoutMs }: StoreOptions) {
    this.#isAlive = isAlive
    this.#now = now
    this.#database = openDatabase(file, timeoutMs === undefined ? {} : { timeoutMs })
    this.file = this.#database.location() ?? undefined
    this.#events = new EventRows(this.#database)
    this.#rebuildProjections()
  }

  createRun(event: EventOf<'run.started'>): string {
    const body = validEvent(event)
    const atMs = this.#now()
    return this.#write('Cannot begin a run', () => {
      let id = newRunId(atMs)
      while (this.#projection(id)) id = newRunId(atMs)
      this.#insertRun(id, firstProjection(event, atMs))
      this.#events.insert(id, atMs, body)
      return id
    })
  }

  append(runId: string, event: RunEvent): void {
    const body = validEvent(event)
    const atMs = this.#now()
    this.#write(`Cannot record an event of the run ${runId}`, () => {
      const projection = this.#knownProjection(runId)
      this.#events.insert(runId, atMs, body)
      this.#setProjection(runId, project(projection, { atMs, event: body }))
    })
  }

  appendRaw(runId: string, output: RawOutput): number {
    const { stdout, stderr } = zipped(output)
    return this.#write(`Cannot keep an output of the run ${runId}`, () => {
      this.#knownProjection(runId)
      const row = this.#database
        .prepare(
          `INSERT INTO raw_outputs (run_id, raw, stdout, stderr)
           SELECT ?1, coalesce(max(raw), 0) + 1, ?2, ?3 FROM raw_outputs WHERE run_id = ?1 RETURNING raw`,
        )
        .get(runId, stdout, stderr)
      return Number(row?.raw)
    })
  }

  readRaw(runId: string, raw: number): RawOutput {
    return storing(`Cannot read output ${String(raw)} of the run ${runId}`, () => {
      const row = this.#database
        .prepare('SELECT stdout, stderr FROM raw_outputs WHERE run_id = ? AND raw = ?')
        .get(runId, raw)
      if (!(row?.stdout instanceof Uint8Array && row.stderr instanceof Uint8Array)) throw unknownRaw(runId, raw)
      return { stdout: gunzipSync(row.stdout).toString(), stderr: gunzipSync(row.stderr).toString() }
    })
  }

  events(runId: string, types?: readonly RunEventType[], limit = -1): readonly StoredEvent[] {
    return storing(`Cannot read the run ${runId}`, () => {
      this.#knownProjection(runId)
      return this.#events.read(runId, types, limit)
    })
  }

  run(runId: string): RunRecord {
    return foldRun(runId, this.events(runId), this.#isAlive)
  }

  reading(runId: string, raw: number): Reading {
    return storing(`Cannot read output ${String(raw)} of the run ${runId}`, () => {
      this.#knownProjection(runId)
      const events = this.#events.ofReading(runId, raw)
      if (events.length === 0) throw unknownRaw(runId, raw)
      const { readings } = foldRun(runId, [...this.#events.first(runId), ...events], this.#isAlive)
      const [reading] = readings
      if (!reading) throw unknownRaw(runId, raw)
      return reading
    })
  }

  summary(runId: string): RunSummary {
    return storing(`Cannot read the run ${runId}`, () => {
      const row = this.#database.prepare('SELECT id, started_at_ms, projection FROM runs WHERE id = ?').get(runId)
      if (!row) throw unknownRun(runId)
      return this.#summaryOf(row)
    })
  }

  runs(): readonly RunSummary[] {
    return storing('Cannot list the runs', () =>
      this.#database
        .prepare('SELECT id, started_at_ms, projection FROM runs ORDER BY started_at_ms DESC, id DESC')
        .all()
        .map((row) => this.#summaryOf(row)),
    )
  }

  resolve(prefix: string): string {
    return storing('Cannot look up a run', () => {
      const rows = this.#database
        .prepare(
          prefix === 'latest'
            ? "SELECT id FROM runs WHERE ? = 'latest' ORDER BY started_at_ms DESC, id DESC LIMIT 1"
            : 'SELECT id FROM runs WHERE substr(id, 1, length(?1)) = ?1 ORDER BY id DESC LIMIT 4',
        )
        .all(prefix)
        .map(({ id }) => String(id))
      const [id, ...others] = rows
      if (id === undefined) throw unknownRun(prefix)
      if (others.length > 0) throw ambiguousRun(prefix, rows)
      return id
    })
  }

  deleteRun(runId: string): void {
    this.#write(`Cannot delete the run ${runId}`, () => {
      if (this.summary(runId).state === 'running') throw stillRunning(runId)
      this.#database.prepare('INSERT INTO runs_being_deleted (run_id) VALUES (?)').run(runId)
      this.#database.prepare('DELETE FROM run_views WHERE run_id = ?').run(runId)
      this.#database.prepare('DELETE FROM raw_outputs WHERE run_id = ?').run(runId)
      this.#database.prepare('DELETE FROM events WHERE run_id = ?').run(runId)
      this.#database.prepare('DELETE FROM runs WHERE id = ?').run(runId)
      this.#database.prepare('DELETE FROM runs_being_deleted WHERE run_id = ?').run(runId)
    })
    this.#unreadable.delete(runId)
  }

  importRun(runId: string, events: readonly StoredEvent[], raws: ReadonlyMap<number, RawOutput>): void {
    const valid = events.map((stored) => ({ ...stored, event: validEvent(stored.event) }))
    const [first, ...rest] = valid
    if (first?.event.type !== 'run.started') throw startless(runId)
    const projection = rest.reduce(project, firstProjection(first.event, first.atMs))
    // Before the transaction: nobody else can write while it lasts.
    const packed = [...raws].map(([raw, output]) => ({ raw, ...zipped(output) }))
    this.#write(`Cannot import the run ${runId}`, () => {
      if (this.#projection(runId)) throw alreadyThere(runId)
      this.#insertRun(runId, projection)
      for (const { atMs, event } of valid) this.#events.insert(runId, atMs, event)
      const insert = this.#database.prepare('INSERT INTO raw_outputs (run_id, raw, stdout, stderr) VALUES (?, ?, ?, ?)')
      for (const { raw, stdout, stderr } of packed) insert.run(runId, raw, stdout, stderr)
    })
  }

  view(runId: string, version: string): Uint8Array | undefined {
    return storing(`Cannot read the run ${runId}`, () => {
      const row = this.#database
        .prepare(
          `SELECT body FROM run_views WHERE run_id = ?1 AND version = ?2
           AND sequence = (SELECT max(sequence) FROM events WHERE run_id = ?1)`,
        )
        .get(runId, version)
      return row?.body instanceof Uint8Array ? row.body : undefined
    })
  }

  keepView(runId: string, version: string, view: Uint8Array): void {
    this.#write(`Cannot keep a view of the run ${runId}`, () =>
      this.#database
        .prepare(
          `INSERT OR REPLACE INTO run_views (run_id, version, sequence, body)
           SELECT ?1, ?2, max(sequence), ?3 FROM events WHERE run_id = ?1 HAVING max(sequence) IS NOT NULL`,
        )
        .run(runId, version, view),
    )
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close()
  }

  #write<T>(title: string, run: () => T): T {
    return storing(title, () => transaction(this.#database, run))
  }

  #insertRun(runId: string, projection: RunProjection): void {
    this.#database
      .prepare('INSERT INTO runs (id, started_at_ms, projection_version, projection) VALUES (?, ?, ?, ?)')
      .run(runId, projection.startedAtMs, projectionVersion, JSON.stringify(projection))
  }

  #projection(runId: string): RunProjection | undefined {
    const row = this.#database.prepare('SELECT projection FROM runs WHERE id = ?').get(runId)
    return row && parseProjection(row.projection)
  }

  #knownProjection(runId: string): RunProjection {
    const unreadable = this.#unreadable.get(runId)
    if (unreadable) throw new LabError(unreadable)
    const projection = this.#projection(runId)
    if (!projection) throw unknownRun(runId)
    return projection
  }

  #summaryOf({ id, started_at_ms, projection }: Readonly<Record<string, unknown>>): RunSummary {
    const runId = String(id)
    const unreadable = this.#unreadable.get(runId)
    return unreadable
      ? unreadableSummary(runId, Number(started_at_ms), unreadable)
      : summarise(runId, parseProjection(projection), this.#isAlive)
  }

  #setProjection(runId: string, projection: RunProjection): void {
    this.#database
      .prepare('UPDATE runs SET projection_version = ?, projection = ? WHERE id = ?')
      .run(projectionVersion, JSON.stringify(projection), runId)
  }

  #rebuildProjections(): void {
    const outdated = 'SELECT id FROM runs WHERE projection_version <> ?'
    if (!storing('Cannot list the runs', () => this.#database.prepare(outdated).get(projectionVersion))) return
    this.#write('Cannot rebuild the list of runs', () => {
      for (const { id } of this.#database.prepare(outdated).all(projectionVersion)) this.#rebuild(String(id))
    })
  }

  /** One that cannot be read keeps nobody from the others. */
  #rebuild(runId: string): void {
    try {
      const [first, ...rest] = this.#events.read(runId)
      if (first?.event.type !== 'run.started') throw startless(runId)
      this.#setProjection(runId, rest.reduce(project, firstProjection(first.event, first.atMs)))
    } catch (error) {
      this.#unreadable.set(runId, toLabErrorDetails(error, `Cannot read the run ${runId}`))
    }
  }
}

const parseProjection = (json: unknown) => JSON.parse(String(json)) as RunProjection

const zipped = ({ stdout, stderr }: RawOutput) => ({ stdout: gzipSync(stdout), stderr: gzipSync(stderr) })
