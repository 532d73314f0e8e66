import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../../main/store/events.ts'
import { runStarted, sampleFailed, sampleMeasured, sampleTaken, startMs } from '../builders/run-events.ts'
import { errorOf, matching, open, openDirectly } from './a-store-file.ts'

describe('a store', () => {
  it('gives back events in order with their times, also to the next process', () => {
    let now = startMs
    const store = open({ now: () => (now += 10) })
    const id = store.createRun(runStarted())
    store.append(id, sampleTaken(1))
    store.append(id, { type: 'run.finished', state: 'complete' })
    store[Symbol.dispose]()
    expect(open().events(id)).toEqual([
      { sequence: 1, atMs: startMs + 10, event: runStarted() },
      { sequence: 2, atMs: startMs + 20, event: sampleTaken(1) },
      { sequence: 3, atMs: startMs + 30, event: { type: 'run.finished', state: 'complete' } },
    ])
  })

  it('numbers raw outputs from 1 in each run and gives them back as they were', () => {
    const store = open()
    const [one, two] = [store.createRun(runStarted()), store.createRun(runStarted())]
    const output = { stdout: '{"end": "µs ✓"}\n'.repeat(1000), stderr: '' }
    expect([store.appendRaw(one, output), store.appendRaw(one, output), store.appendRaw(two, output)]).toEqual([
      1, 2, 1,
    ])
    expect(store.readRaw(one, 2)).toEqual(output)
    expect(errorOf(() => store.readRaw(one, 3))).toMatchObject({ code: 'unknown-name' })
  })

  it('keeps raw outputs compressed', () => {
    const store = open()
    store.appendRaw(store.createRun(runStarted()), { stdout: 'x'.repeat(100_000), stderr: '' })
    const row = openDirectly().prepare('SELECT length(stdout) AS bytes FROM raw_outputs').get()
    expect(Number(row?.bytes)).toBeLessThan(1000)
  })

  it('gives ids that sort by time', () => {
    let now = startMs
    const store = open({ now: () => now })
    const ids = Array.from({ length: 20 }, () => {
      now += 37
      return store.createRun(runStarted())
    })
    expect(ids).toEqual(ids.toSorted())
    expect(ids[0]).toMatch(/^20261123-191305-[0-9a-z]{4}$/)
  })

  it('lists runs newest first, with their state and what they measured', () => {
    let now = startMs
    const store = open({ now: () => (now += 1000), isAlive: ({ pid }) => pid === 2 })
    const complete = store.createRun(runStarted())
    store.append(complete, sampleTaken(1))
    store.append(complete, { type: 'run.finished', state: 'complete' })
    const interrupted = store.createRun(runStarted())
    const running = store.createRun(runStarted({ process: { pid: 2, startedAt: 'x' } }))
    const common = { mode: 'standard', runtime: 'kind', variants: ['flannel/vxlan', 'cilium/native'] }
    expect(store.runs()).toEqual([
      { id: running, state: 'running', startedAtMs: startMs + 5000, samples: 0, ...common },
      {
        id: interrupted,
        state: 'interrupted',
        startedAtMs: startMs + 4000,
        endedAtMs: startMs + 4000,
        samples: 0,
        ...common,
      },
      {
        id: complete,
        state: 'complete',
        startedAtMs: startMs + 1000,
        endedAtMs: startMs + 3000,
        samples: 1,
        ...common,
      },
    ])
  })

  it('lists 100 runs of 200 events each in less than 100 ms', () => {
    const store = open()
    const ids = Array.from({ length: 100 }, () => store.createRun(runStarted()))
    const database = openDirectly()
    const insert = database.prepare(
      "INSERT INTO events (run_id, sequence, at_ms, type, body) VALUES (?, ?, 0, 'log', ?)",
    )
    database.exec('BEGIN')
    for (const id of ids) for (let n = 2; n <= 200; n++) insert.run(id, n, JSON.stringify({ line: 'x'.repeat(200) }))
    database.exec('COMMIT')
    const begin = performance.now()
    expect(store.runs()).toHaveLength(100)
    expect(performance.now() - begin).toBeLessThan(100)
  })

  it('finds a run by the beginning of its id, or the latest', () => {
    let now = startMs
    const store = open({ now: () => (now += 60_000) })
    expect(errorOf(() => store.resolve('latest'))).toMatchObject({
      code: 'unknown-name',
      message: matching(/no run yet/),
    })
    const [one, two] = [store.createRun(runStarted()), store.createRun(runStarted())]
    expect(store.resolve('latest')).toBe(two)
    expect(store.resolve('20261123-1914')).toBe(one)
    expect(errorOf(() => store.resolve('2026'))).toMatchObject({
      code: 'unknown-name',
      message: matching(/Several runs/),
    })
    expect(errorOf(() => store.resolve('2025'))).toMatchObject({ code: 'unknown-name' })
    expect(errorOf(() => store.resolve('%'))).toMatchObject({ code: 'unknown-name' })
  })

  it('deletes a run with all that belongs to it, and nothing else', () => {
    const store = open()
    const [one, two] = [store.createRun(runStarted()), store.createRun(runStarted())]
    for (const id of [one, two]) store.appendRaw(id, { stdout: 'a', stderr: 'b' })
    store.deleteRun(one)
    expect(store.runs().map(({ id }) => id)).toEqual([two])
    expect(store.readRaw(two, 1)).toEqual({ stdout: 'a', stderr: 'b' })
    const uses = [
      () => store.events(one),
      () => store.run(one),
      () => {
        store.deleteRun(one)
      },
    ]
    for (const use of uses) expect(errorOf(use)).toMatchObject({ code: 'unknown-name' })
    expect(errorOf(() => store.appendRaw(one, { stdout: '', stderr: '' }))).toMatchObject({ code: 'unknown-name' })
    expect(
      errorOf(() => {
        store.append(one, sampleTaken(1))
      }),
    ).toMatchObject({ code: 'unknown-name' })
  })

  it('does not delete a run that is going on', () => {
    const store = open({ isAlive: () => true })
    const id = store.createRun(runStarted())
    expect(
      errorOf(() => {
        store.deleteRun(id)
      }),
    ).toMatchObject({ code: 'bad-usage' })
    expect(store.run(id).state).toBe('running')
  })

  it.each([
    "UPDATE events SET body = '{}'",
    'DELETE FROM events',
    "INSERT OR REPLACE INTO events (run_id, sequence, at_ms, type, body) SELECT run_id, 1, 0, 'log', '{}' FROM events",
    "INSERT OR REPLACE INTO raw_outputs (run_id, raw, stdout, stderr) SELECT run_id, 1, x'', x'' FROM raw_outputs",
    "UPDATE raw_outputs SET stdout = x''",
    'DELETE FROM raw_outputs',
    'DELETE FROM runs',
  ])('lets nobody rewrite history: %s', (statement) => {
    const store = open()
    const id = store.createRun(runStarted())
    store.appendRaw(id, { stdout: 'a', stderr: '' })
    const database = openDirectly()
    expect(() => {
      database.exec(statement)
    }).toThrow()
    expect(store.events(id).map(({ event }) => event.type)).toEqual(['run.started'])
    expect(store.readRaw(id, 1).stdout).toBe('a')
  })

  it('refuses an event that is not valid, and records nothing', () => {
    const store = open()
    const id = store.createRun(runStarted())
    const event = sampleMeasured({ bitsPerSecond: Number.NaN })
    expect(
      errorOf(() => {
        store.append(id, event)
      }),
    ).toMatchObject({ code: 'store-failed', message: matching(/record: not JSON/) })
    expect(store.events(id)).toHaveLength(1)
  })

  it('says which stored event it does not understand', () => {
    const store = open()
    const id = store.createRun(runStarted())
    openDirectly()
      .prepare("INSERT INTO events (run_id, sequence, at_ms, type, body) VALUES (?, 2, 0, 'new', ?)")
      .run(id, '{"type":"run.teleported"}')
    expect(errorOf(() => store.events(id))).toMatchObject({
      code: 'store-failed',
      message: matching(/event 2/),
      hint: matching(/Update/),
    })
    expect(store.runs()).toHaveLength(1)
  })

  it('lets two connections append to one run without losing or repeating a number', () => {
    const [one, two] = [open(), open()]
    const id = one.createRun(runStarted())
    const log: RunEvent = { type: 'log', variant: null, line: 'x' }
    for (let n = 0; n < 10; n++) for (const store of [one, two]) store.append(id, log)
    expect(one.events(id).map(({ sequence }) => sequence)).toEqual(Array.from({ length: 21 }, (_, n) => n + 1))
  })

  it('rebuilds its list from events when the list was made by another version', () => {
    const store = open()
    const id = store.createRun(runStarted())
    store.append(id, sampleTaken(1))
    const before = store.runs()
    store[Symbol.dispose]()
    openDirectly().exec(`UPDATE runs SET projection_version = 0, projection = '{"of": "the past"}'`)
    expect(open().runs()).toEqual(before)
  })
})

describe('one reading', () => {
  it('is found with what became of it, without the others', () => {
    const store = open()
    const id = store.createRun(runStarted())
    for (const event of [
      ...[sampleTaken(1), { type: 'run.resumed' as const, process: { pid: 2, startedAt: 'x' } }],
      ...[sampleTaken(2), sampleTaken(9, { round: 2 }), sampleMeasured({ bitsPerSecond: 5 })],
      ...[sampleTaken(3), sampleFailed()],
    ])
      store.append(id, event)
    const { readings } = store.run(id)
    for (const raw of [1, 2, 3, 9])
      expect(store.reading(id, raw)).toEqual(readings.find(({ outputs }) => outputs[0]?.raw === raw))
    expect(errorOf(() => store.reading(id, 4)).code).toBe('unknown-name')
  })
})

describe('events of some types', () => {
  it('come in their order, and no more of them than asked for', () => {
    const store = open()
    const id = store.createRun(runStarted())
    for (const raw of [1, 2, 3]) store.append(id, sampleTaken(raw))
    store.append(id, { type: 'run.finished', state: 'complete' })
    const types = (...asked: Parameters<typeof store.events>) => store.events(...asked).map(({ event }) => event.type)
    expect(types(id, ['run.finished', 'reading.printed'])).toEqual([
      'reading.printed',
      'reading.printed',
      'reading.printed',
      'run.finished',
    ])
    expect(types(id, ['reading.printed'], 2)).toHaveLength(2)
  })
})
