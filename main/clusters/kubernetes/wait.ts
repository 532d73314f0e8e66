import { setTimeout as delay } from 'node:timers/promises'
import { LabError } from '../../system/errors.ts'
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
  const deadline = AbortSignal.timeout(wait.timeoutMs)
  const either = AbortSignal.any([signal, deadline])
  let waitingFor = 'an answer of the API server'
  try {
    for (;;) {
      const outcome = await watchOnce(client, wait, either)
      if (outcome.done) return outcome.objects
      waitingFor = outcome.waitingFor ?? waitingFor
      await delay(reconnectDelayMs, undefined, { signal: either })
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof WaitEnded) waitingFor = error.waitingFor ?? waitingFor
    else if (!deadline.aborted) throw error
    throw new LabError({
      code: 'not-ready',
      title: `${wait.what} did not get ready`,
      message: `after ${String(wait.timeoutMs / 1000)} s it still waits for ${waitingFor}.`,
      ...(wait.hint && { hint: wait.hint }),
    })
  }
}

class WaitEnded extends Error {
  readonly waitingFor: string | undefined
  constructor(waitingFor: string | undefined) {
    super('wait ended')
    this.waitingFor = waitingFor
  }
}

type Outcome<T> =
  | { readonly done: true; readonly objects: readonly T[] }
  | { readonly done: false; readonly waitingFor: string | undefined }

function watchOnce<T>(client: KubeClient, wait: Wait<T>, signal: AbortSignal): Promise<Outcome<T>> {
  const seen = new Map<string, T>()
  let waitingFor: string | undefined
  const { promise, resolve, reject } = Promise.withResolvers<Outcome<T>>()
  const onEvent = (phase: string, object: { metadata?: { uid?: string } }) => {
    const uid = object.metadata?.uid
    if (!uid || !['ADDED', 'MODIFIED', 'DELETED'].includes(phase)) return
    if (phase === 'DELETED') seen.delete(uid)
    else seen.set(uid, wait.parse(object))
    const objects = [...seen.values()]
    const progress = wait.evaluate(objects)
    if (progress.done) resolve({ done: true, objects })
    else waitingFor = progress.waitingFor
  }
  const stop = () => {
    reject(new WaitEnded(waitingFor))
  }
  signal.addEventListener('abort', stop, { once: true })
  const connection = client.watch.watch(wait.path, { ...wait.query }, onEvent, () => {
    resolve({ done: false, waitingFor })
  })
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
