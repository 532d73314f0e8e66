import { LabError, type LabErrorDetails } from '../../system/errors.ts'

export const notReady = (message: string) =>
  new LabError({
    code: 'not-ready',
    title: 'Cannot check network policies',
    message,
    hint: 'Look at the Pods of the namespaces cnilab-x, cnilab-y, cnilab-z, cnilab-x2 and so on with kubectl describe.',
  })

/** What a case or a round has failed for. @throws what ends the whole check: a cancellation, or an error of the program's own */
export function failureOf(error: unknown, signal: AbortSignal): LabErrorDetails {
  signal.throwIfAborted()
  if (error instanceof LabError) return error.details
  throw error
}

/** Undoes something, also after cancelling. Where that fails it is told, not thrown: what was seen until then is not lost. */
export async function undoing(
  undo: (signal: AbortSignal) => Promise<void>,
  { timeoutMs, log, left }: { readonly timeoutMs: number; readonly log: (line: string) => void; readonly left: string },
): Promise<void> {
  try {
    await undo(AbortSignal.timeout(timeoutMs))
  } catch (error) {
    if (!(error instanceof LabError) && !(error instanceof DOMException)) throw error
    log(`${left}: ${error.message}`)
  }
}
