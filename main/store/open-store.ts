import type { DatabaseSync } from 'node:sqlite'
import { gunzipSync, gzipSync } from 'node:zlib'
import { isAlive as isProcessAlive, type IsAlive } from '../system/process-identity.ts'
import { openDatabase, transaction } from './database.ts'
import { eventFromJson, validEvent } from './event-validation.ts'
import type { EventOf, RunEvent, StoredEvent } from './events.ts'
import { foldRun } from './fold-run.ts'
import { newRunId } from './run-id.ts'
import { firstProjection, project, projectionVersion, summarise, type RunProjection } from './run-projection.ts'
import type { RunRecord } from './run-record.ts'
import { ambiguousRun, stillRunning, storing, unknownRaw, unknownRun } from './store-error.ts'
import type { RunSummary, Store } from './store.ts'

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
  readonly #database: DatabaseSync
  readonly #isAlive: IsAlive
  readonly #now: () => number

  constructor(file: string, { isAlive = isProcessAlive, now = Date.now, timeoutMs }: StoreOptions) {
    this.#isAlive = isAlive
    this.#now = now
    this.#database = openDatabase(file, timeoutMs === undefined ? {} : { timeoutMs })
    this.#rebuildProjections()
  }

  createRun(event: EventOf<'run.started'>): string {
    const body = validEvent(event)
    const atMs = this.#now()
    return this.#write('Cannot begin a run', () => {
      let id = newRunId(atMs)
      while (this.#projection(id)) id = newRunId(atMs)
      this.#database
        .prepare('INSERT INTO runs (id, started_at_ms, projection_version, projection) VALUES (?, ?, ?, ?)')
        .run(id, atMs, projectionVersion, JSON.stringify(firstProjection(event, atMs)))
      this.#insertEvent(id, atMs, body)
      return id
    })
  }

  append(runId: string, event: RunEvent): void {
    const body = validEvent(event)
    const atMs = this.#now()
    this.#write(`Cannot record an event of the run ${runId}`, () => {
      const projection = this.#knownProjection(runId)
      this.#insertEvent(runId, atMs, body)
      this.#setProjection(runId, project(projection, { atMs, event: body }))
    })
  }

  appendRaw(runId: string, { stdout, stderr }: { readonly stdout: string; readonly stderr: string }): number {
    const [stdoutGzip, stderrGzip] = [gzipSync(stdout), gzipSync(stderr)]
    return this.#write(`Cannot keep an output of the run ${runId}`, () => {
      this.#knownProjection(runId)
      const row = this.#database
        .prepare(
          `INSERT INTO raw_outputs (run_id, raw, stdout, stderr)
           SELECT ?1, coalesce(max(raw), 0) + 1, ?2, ?3 FROM raw_outputs WHERE run_id = ?1 RETURNING raw`,
        )
        .get(runId, stdoutGzip, stderrGzip)
      return Number(row?.raw)
    })
  }

  readRaw(runId: string, raw: number): { readonly stdout: string; readonly stderr: string } {
    return storing(`Cannot read output ${String(raw)} of the run ${runId}`, () => {
      const row = this.#database
        .prepare('SELECT stdout, stderr FROM raw_outputs WHERE run_id = ? AND raw = ?')
        .get(runId, raw)
      if (!(row?.stdout instanceof Uint8Array && row.stderr instanceof Uint8Array)) throw unknownRaw(runId, raw)
      return { stdout: gunzipSync(row.stdout).toString(), stderr: gunzipSync(row.stderr).toString() }
    })
  }

  events(runId: string): readonly StoredEvent[] {
    return storing(`Cannot read the run ${runId}`, () => {
      this.#knownProjection(runId)
      return this.#readEvents(runId)
    })
  }

  run(runId: string): RunRecord {
    return foldRun(runId, this.events(runId), this.#isAlive)
  }

  runs(): readonly RunSummary[] {
    return storing('Cannot list the runs', () =>
      this.#database
        .prepare('SELECT id, projection FROM runs ORDER BY started_at_ms DESC, id DESC')
        .all()
        .map(({ id, projection }) => summarise(String(id), parseProjection(projection), this.#isAlive)),
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
      if (summarise(runId, this.#knownProjection(runId), this.#isAlive).state === 'running') throw stillRunning(runId)
      this.#database.prepare('INSERT INTO runs_being_deleted (run_id) VALUES (?)').run(runId)
      this.#database.prepare('DELETE FROM raw_outputs WHERE run_id = ?').run(runId)
      this.#database.prepare('DELETE FROM events WHERE run_id = ?').run(runId)
      this.#database.prepare('DELETE FROM runs WHERE id = ?').run(runId)
      this.#database.prepare('DELETE FROM runs_being_deleted WHERE run_id = ?').run(runId)
    })
  }

  [Symbol.dispose](): void {
    if (this.#database.isOpen) this.#database.close()
  }

  #write<T>(title: string, run: () => T): T {
    return storing(title, () => transaction(this.#database, run))
  }

  #readEvents(runId: string): readonly StoredEvent[] {
    return this.#database
      .prepare('SELECT sequence, at_ms, body FROM events WHERE run_id = ? ORDER BY sequence')
      .all(runId)
      .map(({ sequence, at_ms, body }) => ({
        sequence: Number(sequence),
        atMs: Number(at_ms),
        event: eventFromJson(runId, Number(sequence), String(body)),
      }))
  }

  #insertEvent(runId: string, atMs: number, event: RunEvent): void {
    this.#database
      .prepare(
        `INSERT INTO events (run_id, sequence, at_ms, type, body)
         SELECT ?1, coalesce(max(sequence), 0) + 1, ?2, ?3, ?4 FROM events WHERE run_id = ?1`,
      )
      .run(runId, atMs, event.type, JSON.stringify(event))
  }

  #projection(runId: string): RunProjection | undefined {
    const row = this.#database.prepare('SELECT projection FROM runs WHERE id = ?').get(runId)
    return row && parseProjection(row.projection)
  }

  #knownProjection(runId: string): RunProjection {
    const projection = this.#projection(runId)
    if (!projection) throw unknownRun(runId)
    return projection
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
      for (const { id } of this.#database.prepare(outdated).all(projectionVersion)) {
        const [first, ...rest] = this.#readEvents(String(id))
        if (first?.event.type !== 'run.started') continue
        this.#setProjection(String(id), rest.reduce(project, firstProjection(first.event, first.atMs)))
      }
    })
  }
}

const parseProjection = (json: unknown) => JSON.parse(String(json)) as RunProjection
