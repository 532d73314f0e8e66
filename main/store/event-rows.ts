import type { DatabaseSync } from 'node:sqlite'
import type { ReadingKey } from '../experiment/cell-key.ts'
import { earlierTypes } from './earlier/upgrade-event.ts'
import { eventFromJson } from './event-validation.ts'
import type { RunEvent, RunEventType, StoredEvent } from './events.ts'

/** Events as the database keeps them, by whichever version they were written. */
export class EventRows {
  readonly #database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.#database = database
  }

  /** In their order; only those of some types, and only the first of these, where that is asked. */
  read(runId: string, types?: readonly RunEventType[], limit = -1): readonly StoredEvent[] {
    return types
      ? this.#ofTypes(runId, types, 'TRUE ORDER BY sequence LIMIT ?', limit)
      : this.#select(runId, 'TRUE ORDER BY sequence')
  }

  first(runId: string): readonly StoredEvent[] {
    return this.#select(runId, 'TRUE ORDER BY sequence LIMIT 1')
  }

  /** The event of one output, and of what became of it. */
  ofReading(runId: string, raw: number): readonly StoredEvent[] {
    const [printed] = this.#ofTypes(runId, ['reading.printed'], "json_extract(body, '$.raw') = ? LIMIT 1", raw)
    if (printed?.event.type !== 'reading.printed') return []
    // That comes soon after, so that the rest of a long record is not searched.
    const end = this.#ofTypes(
      runId,
      ['reading.recorded', 'reading.failed', 'run.resumed'],
      `sequence > ? AND (type = 'run.resumed' OR json_extract(body, ${keyFields}) = ?) ORDER BY sequence LIMIT 1`,
      printed.sequence,
      jsonOfKey(printed.event),
    )
    return [printed, ...end]
  }

  insert(runId: string, atMs: number, event: RunEvent): void {
    this.#database
      .prepare(
        `INSERT INTO events (run_id, sequence, at_ms, type, body)
         SELECT ?1, coalesce(max(sequence), 0) + 1, ?2, ?3, ?4 FROM events WHERE run_id = ?1`,
      )
      .run(runId, atMs, event.type, JSON.stringify(event))
  }

  /** Under whichever names they are kept. */
  #ofTypes(
    runId: string,
    types: readonly RunEventType[],
    condition: string,
    ...values: readonly (string | number)[]
  ): readonly StoredEvent[] {
    const names = types.flatMap((type) => [type, ...earlierNames(type)])
    const found = this.#select(runId, `type IN (${names.map(() => '?').join()}) AND ${condition}`, ...names, ...values)
    return found.filter(({ event }) => types.includes(event.type))
  }

  #select(runId: string, condition: string, ...values: readonly (string | number)[]): readonly StoredEvent[] {
    return this.#database
      .prepare(`SELECT sequence, at_ms, body FROM events WHERE run_id = ? AND ${condition}`)
      .all(runId, ...values)
      .map(({ sequence, at_ms, body }) => ({
        sequence: Number(sequence),
        atMs: Number(at_ms),
        event: eventFromJson(runId, Number(sequence), String(body)),
      }))
  }
}

const earlierNames = (type: RunEventType): readonly string[] =>
  Object.entries(earlierTypes).flatMap(([name, earlier]) => (name === type ? earlier : []))

const keyFields = "'$.variant', '$.probe', '$.caseId', '$.path', '$.point', '$.round'"

/** As SQLite gives these fields of an event. */
const jsonOfKey = ({ variant, probe, caseId, path, point, round }: ReadingKey): string =>
  JSON.stringify([variant, probe, caseId, path, point ?? null, round])
