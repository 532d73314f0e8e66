import { setTimeout as delay } from 'node:timers/promises'
import { LabError } from '../../system/errors.ts'
import { explain } from './api-error.ts'
import type { KubeClient } from './client.ts'

const reconnectDelayMs = 300

/** Where a wait stands: done, or what it still waits for. */
export type Progress = { readonly done: true } | { readonly done: false; readonly waitingFor: string }

export interface Wait<T> {
  /** What is waited for, for the error's title. */
  readonly what: string
  /** API path of the collection, e.g. `/api/v1/nodes`. */
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly parse: (object: unknown) => T
  readonly evaluate: (objects: readonly T[]) => Progress
  readonly timeoutMs: number
  readonly hint?: string
}

/**
 * Watches a collection until `evaluate` is content, and gives back its objects. Watches that end are begun again: API servers
 * close them, and a cluster that just came back from a pause refuses some.
 * @throws LabError `not-ready` after `timeoutMs`, saying what was missing; the signal's reason when aborted.
 */
export async function waitFor<T>(client: KubeClient, wait: Wait<T>, signal: AbortSignal): Promise<readonly T[]> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(wait.timeoutMs)])
  let standing = wait.evaluate([])
  const onProgress = (progress: Progress) => {
    standing = progress
  }
  while (!either.aborted) {
    const objects = await watchOnce(client, wait, onProgress, either)
    if (objects) return objects
    await delay(reconnectDelayMs, undefined, { signal: either }).catch(() => undefined)
  }
  signal.throwIfAborted()
  throw new LabError({
    code: 'not-ready',
    title: `${wait.what} did not get ready`,
    message: `after ${String(wait.timeoutMs / 1000)} s it still waits for ${standing.done ? 'an answer' : standing.waitingFor}.`,
    ...(wait.hint && { hint: wait.hint }),
  })
}

/** One watch, until it is content, the server ends it or the signal does. @returns the objects, if content */
function watchOnce<T>(
  client: KubeClient,
  wait: Wait<T>,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<readonly T[] | undefined> {
  const seen = new Map<string, T>()
  const { promise, resolve, reject } = Promise.withResolvers<readonly T[] | undefined>()
  const take = (phase: string, object: { metadata?: { uid?: string } }) => {
    const uid = object.metadata?.uid
    if (!uid || !['ADDED', 'MODIFIED', 'DELETED'].includes(phase)) return
    if (phase === 'DELETED') seen.delete(uid)
    else seen.set(uid, wait.parse(object))
    const objects = [...seen.values()]
    const progress = wait.evaluate(objects)
    onProgress(progress)
    if (progress.done) resolve(objects)
  }
  const onEvent: typeof take = (phase, object) => {
    try {
      take(phase, object)
    } catch (error) {
      // The watch itself would swallow it.
      reject(explain(error, `Cannot read ${wait.path}`))
    }
  }
  const stop = () => {
    resolve(undefined)
  }
  signal.addEventListener('abort', stop, { once: true })
  const connection = client.watch.watch(wait.path, { ...wait.query }, onEvent, stop)
  connection.catch(reject)
  return promise.finally(() => {
    signal.removeEventListener('abort', stop)
    // Not waited for: a server that does not answer would hold up whoever cancels.
    connection.then(
      (controller) => {
        controller.abort()
      },
      () => undefined,
    )
  })
}
