import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { LabError } from '../system/errors.ts'
import { migrations } from './migrations.ts'
import { storing } from './store-error.ts'

/** How long to wait for another process that writes; a write takes milliseconds. */
const busyTimeoutMs = 5_000

/**
 * Opens the file, making or migrating it as needed. In WAL mode a committed transaction survives the death of the process in any
 * case; synchronous=FULL also syncs the log at each commit, so that it survives a power cut: at a few events a second the price
 * does not show.
 * @throws LabError `store-failed`
 */
export function openDatabase(file: string, { timeoutMs = busyTimeoutMs } = {}): DatabaseSync {
  return storing(`Cannot open the store ${file}`, () => {
    mkdirSync(dirname(file), { recursive: true })
    const database = new DatabaseSync(file, { timeout: timeoutMs, enableForeignKeyConstraints: true })
    try {
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL')
      migrate(database, file)
      return database
    } catch (error) {
      database.close()
      throw error
    }
  })
}

/** All or nothing, and alone among writers from its first statement. */
export function transaction<T>(database: DatabaseSync, run: () => T): T {
  database.exec('BEGIN IMMEDIATE')
  try {
    const result = run()
    database.exec('COMMIT')
    return result
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK')
    throw error
  }
}

function migrate(database: DatabaseSync, file: string): void {
  if (schemaVersion(database) === migrations.length) return
  transaction(database, () => {
    const version = schemaVersion(database)
    if (version > migrations.length) throw newerSchema(file, version)
    for (const step of migrations.slice(version)) database.exec(step)
    database.exec(`PRAGMA user_version = ${String(migrations.length)}`)
  })
}

const schemaVersion = (database: DatabaseSync): number =>
  Number(database.prepare('PRAGMA user_version').get()?.user_version)

const newerSchema = (file: string, version: number) =>
  new LabError({
    code: 'store-failed',
    title: `Cannot open the store ${file}`,
    message: `It was written by a newer CNI Lab (schema ${String(version)}, this one knows ${String(migrations.length)}).`,
    hint: 'Update CNI Lab, or let it use another data folder.',
  })
