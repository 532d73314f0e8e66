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
  /** Why it takes so long, asked now and then and at the end. */
  readonly diagnose?: (signal: AbortSignal) => Promise<Diagnosis | undefined>
  /** Pause between two diagnoses. */
  readonly diagnoseEveryMs?: number
}

/** Why something does not get ready, in a sentence. */
export interface Diagnosis {
  readonly message: string
  readonly hint?: string
  /** It will not get ready by waiting; believed when it is said `hopelessAfter` times in a row. */
  readonly isHopeless: boolean
}

const hopelessAfter = 3
const lastDiagnosisMs = 10_000

/**
 * Reads a collection until `evaluate` is content, and gives back its objects. An API server that does not answer is asked again:
 * one that just came back from a pause refuses some requests.
 * @throws LabError `not-ready` after `timeoutMs`, saying what was missing; the signal's reason when aborted.
 */
export async function waitFor<T>(
  api: Pick<KubernetesApi, 'get'>,
  { what, path, item, evaluate, timeoutMs, hint, diagnose, diagnoseEveryMs = 10_000 }: Wait<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)])
  const list = z.object({ items: z.array(item).nullish() })
  let standing = evaluate([])
  const begunMs = performance.now()
  let diagnosedMs = begunMs
  let hopeless = 0
  const notReady = (message: string, fix = hint) =>
    new LabError({ code: 'not-ready', title: `${what} did not get ready`, message, ...(fix && { hint: fix }) })
  const endIfHopeless = async () => {
    if (!diagnose || performance.now() - diagnosedMs < diagnoseEveryMs) return
    const diagnosis = await diagnose(either).catch(() => undefined)
    diagnosedMs = performance.now()
    hopeless = diagnosis?.isHopeless ? hopeless + 1 : 0
    const afterS = Math.round((diagnosedMs - begunMs) / 1000)
    if (diagnosis && hopeless >= hopelessAfter)
      throw notReady(
        `${diagnosis.message} Waiting has ended after ${String(afterS)} s, since that does not pass.`,
        diagnosis.hint,
      )
  }
  const look = async () => {
    const answer = await api.get(path, either).catch(() => undefined)
    if (answer === undefined) return undefined
    const objects = list.parse(JSON.parse(answer)).items ?? []
    standing = evaluate(objects)
    if (standing.done) return objects
    await endIfHopeless()
    return undefined
  }
  const found = await poll(look, { timeoutMs, pauseMs, signal })
  if (found) return found
  const waited = `after ${String(timeoutMs / 1000)} s it still waits for ${standing.done ? 'an answer' : standing.waitingFor}.`
  const within = AbortSignal.any([signal, AbortSignal.timeout(lastDiagnosisMs)])
  const diagnosis = await diagnose?.(within).catch(() => undefined)
  signal.throwIfAborted()
  throw diagnosis ? notReady(`${diagnosis.message} (${waited.slice(0, -1)})`, diagnosis.hint) : notReady(waited)
}
