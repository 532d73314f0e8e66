import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { toLabErrorDetails } from '../../system/errors.ts'
import type { Job, JobKind, Outcome, ResultOf, Told } from './jobs.ts'

interface Work<K extends JobKind> {
  /** Of the error when it fails. */
  readonly title: string
  /** Loads only what it needs, since a thread begins with nothing. */
  readonly run: (store: Store, told: Told<K>) => Promise<ResultOf<K>>
}

const works: { readonly [K in JobKind]: Work<K> } = {
  import: {
    title: 'Cannot import the run',
    run: async (store, { text }) => (await import('../import-run.ts')).importRun(store, text),
  },
  view: {
    title: 'Cannot show the run',
    run: async (store, { runId }) => (await import('../run-view.ts')).zippedRunView(store, runId),
  },
  report: {
    title: 'Cannot export the run',
    run: async (store, { runId, format, needs }) =>
      (await import('../report-input.ts')).renderReport(store, runId, format, needs),
  },
}

// Does one job in a thread of its own, says what came of it, and ends: a lab that waits has no thread.
parentPort?.postMessage(await done(workerData as Job))

async function done<K extends JobKind>({ kind, file, told }: Job<K>): Promise<Outcome<K>> {
  const { title, run } = works[kind]
  try {
    using store = openStore(file)
    return { ok: true, value: await run(store, told) }
  } catch (error) {
    return { ok: false, error: toLabErrorDetails(error, title) }
  }
}
