import type { ErrorCode } from '../../system/errors.ts'

/** A fix, or one for each platform where they differ. */
export type Fix = string | (Partial<Record<NodeJS.Platform, string>> & { readonly linux: string })

/** A failure that was met before: how it is recognized, what it means, and what helps. */
export interface KnownCause {
  readonly id: string
  /** Finds the words that tell it, in one line; what they match is shown, and nothing around it. */
  readonly pattern: RegExp
  /** The whole line is shown. */
  readonly whole?: boolean
  /** What it means, as a sentence without its end, where the program's own words do not say so. */
  readonly cause?: string
  /** What helps; a command to paste comes first where one does. */
  readonly fix: Fix
  /** `cluster-failed` is tried once more, all others are not: they would fail in the same way. */
  readonly code: ErrorCode
  /** Where it was reported or is documented. */
  readonly source: string
}
