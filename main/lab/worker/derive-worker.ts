import { parentPort, workerData } from 'node:worker_threads'
import { openStore } from '../../store/open-store.ts'
import type { Store } from '../../store/store.ts'
import { toLabErrorDetails } from '../../system/errors.ts'
import { jobSchema, type Job, type JobKind, type JobResult, type Outcome } from './jobs.ts'

const titles: Readonly<Record<JobKind, string>> = { import: 'Cannot import the run', view: 'Cannot show the run' }

// Does one job in a thread of its own, says what came of it, and ends: a lab that waits has no thread.
const outcome = await done(jobSchema.parse(workerData))
parentPort?.postMessage(outcome)

async function done(job: Job): Promise<Outcome> {
  try {
    using store = openStore(job.file)
    return { ok: true, value: await resultOf(job, store) }
  } catch (error) {
    return { ok: false, error: toLabErrorDetails(error, titles[job.kind]) }
  }
}

/** Each job loads only what it needs, since a thread begins with nothing. */
async function resultOf(job: Job, store: Store): Promise<JobResult<JobKind>> {
  switch (job.kind) {
    case 'import': {
      const { importRun } = await import('../import-run.ts')
      return importRun(store, job.text)
    }
    case 'view': {
      const { zippedRunView } = await import('../run-view.ts')
      return zippedRunView(store, job.runId)
    }
  }
}
