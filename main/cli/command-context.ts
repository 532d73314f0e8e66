import type { Command } from 'commander'

/** What a command needs besides its own arguments. */
export interface CommandContext {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Says how the command ended, when it is not 0 and not an error. */
  readonly exitWith: (code: number) => void
}

export type AddCommand = (program: Command, context: CommandContext) => void
