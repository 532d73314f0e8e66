import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { LabError, type LabErrorDetails } from '../../system/errors.ts'
import { unlessAborted } from '../../system/unless-aborted.ts'
import { outcomeSchema, resultSchemas, type Job, type JobKind, type JobResult } from './jobs.ts'

/** The compiler renames what is imported, and no other file: beside the source it is a source, in out/ it is JavaScript. */
const entry = new URL(`./derive-worker${extname(import.meta.filename)}`, import.meta.url)

/**
 * Does a job beside everything else that this process does. When cancelled it has stopped before this returns, and what it was
 * writing is not there.
 * @throws LabError, or the reason of the signal
 */
export async function inThread<K extends JobKind>(
  job: Extract<Job, { kind: K }>,
  signal: AbortSignal,
): Promise<JobResult<K>> {
  signal.throwIfAborted()
  const worker = new Worker(entry, { workerData: job })
  const outcome = outcomeSchema.parse(await lastWord(worker, signal))
  if (!outcome.ok) throw new LabError(outcome.error as LabErrorDetails)
  return resultSchemas[job.kind].parse(outcome.value) as JobResult<K>
}

async function lastWord(worker: Worker, signal: AbortSignal): Promise<unknown> {
  const said = Promise.withResolvers<unknown>()
  worker.once('message', said.resolve)
  worker.once('error', said.reject)
  worker.once('exit', (code) => {
    said.reject(new Error(`its thread has ended with exit code ${String(code)}`))
  })
  try {
    return await unlessAborted(said.promise, signal)
  } catch (error) {
    await worker.terminate()
    throw error
  }
}
