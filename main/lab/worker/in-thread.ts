import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { LabError } from '../../system/errors.ts'
import { unlessAborted } from '../../system/unless-aborted.ts'
import type { Job, JobKind, Outcome, ResultOf } from './jobs.ts'

/** The compiler renames what is imported, and no other file: beside the source it is a source, in out/ it is JavaScript. */
const entry = new URL(`./derive-worker${extname(import.meta.filename)}`, import.meta.url)

/**
 * Does a job beside everything else that this process does. When cancelled it has stopped before this returns, and what it was
 * writing is not there.
 * @throws LabError, or the reason of the signal
 */
export async function inThread<K extends JobKind>(job: Job<K>, signal: AbortSignal): Promise<ResultOf<K>> {
  signal.throwIfAborted()
  const worker = new Worker(entry, { workerData: job })
  const outcome = (await lastWord(worker, signal)) as Outcome<K>
  if (outcome.ok) return outcome.value
  throw new LabError(outcome.error)
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
