import { Command, CommanderError } from 'commander'
import { Cancelled, toLabErrorDetails } from '../system/errors.ts'
import { version } from '../system/version.ts'
import { addClustersCommand } from './clusters-command.ts'
import { addDoctorCommand } from './doctor-command.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { addListCommand } from './list-command.ts'
import { errorText } from './print-error.ts'
import { addReportCommand } from './report-command.ts'
import { addRunCommand } from './run-command.ts'
import { addShowCommand } from './show-command.ts'

/** What a command needs besides its own arguments. */
export interface CommandContext {
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** Says how the command ended, when it is not 0 and not an error. */
  readonly exitWith: (code: number) => void
}

/** Runs the command line. @returns the exit code */
export async function main(argv: readonly string[]): Promise<number> {
  const cancelling = new AbortController()
  const stopListening = onInterrupt(() => {
    cancelling.abort(new Cancelled())
  })
  let exitCode: number = exitCodes.done
  const context: CommandContext = {
    signal: cancelling.signal,
    exitWith: (code) => {
      exitCode = code
    },
  }
  try {
    await program(context).parseAsync([...argv])
    return exitCode
  } catch (error) {
    return report(error, cancelling.signal)
  } finally {
    stopListening()
  }
}

function program(context: CommandContext): Command {
  const command = new Command('cnilab')
    .description('Compares Kubernetes CNIs on disposable clusters of this machine.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
  addRunCommand(command, context)
  addListCommand(command)
  addShowCommand(command)
  addReportCommand(command)
  addClustersCommand(command, context)
  addDoctorCommand(command, context)
  // Commands made before do not inherit it: https://github.com/tj/commander.js#override-exit-and-output-handling
  for (const each of allCommands(command)) each.exitOverride()
  return command
}

const allCommands = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(allCommands)]

function report(error: unknown, signal: AbortSignal): number {
  // commander has printed its own message by now.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badUsage
  if (signal.aborted) {
    console.error('Cancelled.')
    return exitCodes.cancelled
  }
  const details = toLabErrorDetails(error, 'Something unexpected went wrong')
  console.error(errorText(details))
  return exitCodeOf(details.code)
}

/** The first interrupt asks for a clean end; a second one ends at once, as people expect. */
function onInterrupt(cancel: () => void): () => void {
  let isCancelling = false
  const listener = () => {
    if (isCancelling) process.exit(exitCodes.cancelled)
    isCancelling = true
    process.stderr.write('\nCancelling, and deleting what was made. Press Ctrl-C again to leave at once.\n')
    cancel()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, listener)
  return () => {
    for (const name of signals) process.off(name, listener)
  }
}
