import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { describe, expect, it } from 'vitest'
import { openStore } from '../../../main/store/open-store.ts'
import { runStarted, sampleTaken } from '../builders/run-events.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

/** A store whose list is of another version, with a run of which one event cannot be read. */
function aDamagedStore() {
  const file = join(temporaryFolder(), 'lab.sqlite')
  using store = openStore(file)
  const [good, bad] = [store.createRun(runStarted()), store.createRun(runStarted())]
  const database = new DatabaseSync(file)
  database.exec(
    `INSERT INTO events VALUES ('${bad}', 2, 1, 'sample.dreamt', '{"type":"sample.dreamt"}');
     UPDATE runs SET projection_version = 0, projection = '{"of": "the past"}'`,
  )
  database.close()
  return { file, good, bad }
}

describe('a run that this version cannot read', () => {
  it('keeps nobody from the others, and is listed with the reason', async () => {
    const { file, good, bad } = aDamagedStore()
    using store = openStore(file, { isAlive: () => false })
    expect(store.summary(good).state).toBe('interrupted')
    expect(store.run(good).id).toBe(good)
    expect(store.runs().find(({ id }) => id === bad)).toMatchObject({
      state: 'unreadable',
      error: { code: 'store-failed' },
    })
    const reading = [() => store.run(bad), () => store.events(bad)]
    for (const read of reading) expect((await detailsOf(() => Promise.resolve(read()))).code).toBe('store-failed')
    const appending = () => {
      store.append(bad, sampleTaken(1))
      return Promise.resolve()
    }
    expect((await detailsOf(appending)).code).toBe('store-failed')
  })

  it('stays as it is for a version that can, and can be deleted', () => {
    const { file, good, bad } = aDamagedStore()
    openStore(file)[Symbol.dispose]()
    const database = new DatabaseSync(file)
    expect(database.prepare('SELECT count(*) AS n FROM events WHERE run_id = ?').get(bad)?.n).toBe(2)
    database.close()
    using store = openStore(file)
    store.deleteRun(bad)
    expect(store.runs().map(({ id }) => id)).toEqual([good])
  })
})
