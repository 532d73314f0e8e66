import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import { poll } from '../../system/poll.ts'
import type { KubernetesApi } from '../cluster.ts'

const pauseMs = 200

/** Where a wait stands: done, or what it still waits for. */
export type Progress = { readonly done: true } | { readonly done: false; readonly waitingFor: string }

export interface Wait<T> {
  /** What is waited for, for the error's title. */
  readonly what: string
  /** API path of the collection, e.g. `/api/v1/nodes`. */
  readonly path: string
  readonly item: z.ZodType<T>
  readonly evaluate: (objects: readonly T[]) => Progress
  readonly timeoutMs: number
  readonly hint?: string
}

/**
 * Reads a collection until `evaluate` is content, and gives back its objects. An API server that does not answer is asked again:
 * one that just came back from a pause refuses some requests.
 * @throws LabError `not-ready` after `timeoutMs`, saying what was missing; the signal's reason when aborted.
 */
export async function waitFor<T>(
  api: Pick<KubernetesApi, 'get'>,
  { what, path, item, evaluate, timeoutMs, hint }: Wait<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const list = z.object({ items: z.array(item).nullish() })
  let standing = evaluate([])
  const look = async () => {
    const answer = await api.get(path, either).catch(() => undefined)
    if (answer === undefined) return undefined
    const objects = list.parse(JSON.parse(answer)).items ?? []
    standing = evaluate(objects)
    return standing.done ? objects : undefined
  }
  const found = await poll(look, { timeoutMs, pauseMs, signal })
  if (found) return found
  throw new LabError({
    code: 'not-ready',
    title: `${what} did not get ready`,
    message: `after ${String(timeoutMs / 1000)} s it still waits for ${standing.done ? 'an answer' : standing.waitingFor}.`,
    ...(hint && { hint }),
  })
}
