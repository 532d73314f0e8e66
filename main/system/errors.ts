/** What went wrong, as a closed set that every front can map to help and to an exit code. */
export type ErrorCode =
  | 'bad-usage'
  | 'unknown-name'
  | 'unreadable-catalog'
  | 'no-engine'
  | 'missing-tool'
  | 'namespaces-forbidden'
  | 'kernel-lacks'
  | 'no-memory'
  | 'no-space'
  | 'machine-in-use'
  | 'download-failed'
  | 'checksum-mismatch'
  | 'command-failed'
  | 'timed-out'
  | 'cluster-failed'
  | 'not-ready'
  | 'probe-failed'
  | 'rejected'
  | 'unparsable-output'
  | 'store-failed'
  | 'internal'

/** An error a user can act on: what was being done, what happened, what to do. Plain data, so that it can be stored and sent. */
export interface LabErrorDetails {
  readonly code: ErrorCode
  /** What was being done, e.g. "Cannot create the cluster cnilab-cilium-vxlan". */
  readonly title: string
  /** What happened, in one sentence. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string
  /** The command that failed, ready to paste into a shell. */
  readonly command?: string
  readonly exitCode?: number
  readonly stderrTail?: string
}

/** Carries `LabErrorDetails` up the stack; fronts show the details, never the stack. */
export class LabError extends Error {
  readonly details: LabErrorDetails

  constructor(details: LabErrorDetails, options?: ErrorOptions) {
    super(`${details.title}: ${details.message}`, options)
    this.name = 'LabError'
    this.details = details
  }
}

/** The reason of an AbortSignal when a person (or the program's end) asked to stop: a state of its own, not an error. */
export class Cancelled extends Error {
  constructor(message = 'Cancelled') {
    super(message)
    this.name = 'Cancelled'
  }
}

/** Why something is refused, if it is: the LabError that trying throws. Whatever else is thrown is thrown on. */
export async function refusalOf(attempt: () => unknown, signal?: AbortSignal): Promise<LabError | undefined> {
  try {
    await attempt()
    return undefined
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof LabError) return error
    throw error
  }
}

/** What a failure of another's code says of itself. */
export const messageOf = (thrown: unknown): string => (thrown instanceof Error ? thrown.message : String(thrown))

/** What an attempt gives; where it fails, a LabError of these details that tells why in the failure's own words. */
export async function explaining<T>(
  details: Omit<LabErrorDetails, 'message'>,
  attempt: () => T | Promise<T>,
): Promise<T> {
  try {
    return await attempt()
  } catch (error) {
    throw new LabError({ ...details, message: messageOf(error) }, { cause: error })
  }
}

/**
 * Any thrown value as details, so that nothing unexpected reaches a user as a stack trace. Where undoing a failed work has failed
 * too, the first failure is what is told, and the other one after it.
 */
export function toLabErrorDetails(thrown: unknown, title: string): LabErrorDetails {
  if (thrown instanceof LabError) return thrown.details
  if (thrown instanceof SuppressedError) {
    const [first, then] = [thrown.suppressed, thrown.error].map((each: unknown) => toLabErrorDetails(each, title))
    if (first && then) return { ...first, message: `${first.message} Undoing it failed: ${then.message}` }
  }
  return { code: 'internal', title, message: messageOf(thrown) }
}
