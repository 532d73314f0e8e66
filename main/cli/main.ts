import { Command, CommanderError } from 'commander'
import { Cancelled, toLabErrorDetails } from '../system/errors.ts'
import { version } from '../system/version.ts'
import type { AddCommand, CommandContext } from './command-context.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { errorText } from './print-error.ts'
import { tell } from './terminal.ts'

/** In the order of the help. */
const commands: Readonly<Record<string, () => Promise<AddCommand>>> = {
  run: async () => (await import('./run-command.ts')).addRunCommand,
  list: async () => (await import('./list-command.ts')).addListCommand,
  show: async () => (await import('./show-command.ts')).addShowCommand,
  report: async () => (await import('./report-command.ts')).addReportCommand,
  compare: async () => (await import('./compare-command.ts')).addCompareCommand,
  import: async () => (await import('./import-command.ts')).addImportCommand,
  clusters: async () => (await import('./clusters-command.ts')).addClustersCommand,
  doctor: async () => (await import('./doctor-command.ts')).addDoctorCommand,
  selftest: async () => (await import('./selftest-command.ts')).addSelftestCommand,
  serve: async () => (await import('./serve-command.ts')).addServeCommand,
}

/**
 * Runs the command line. `unread`: aborted when nobody takes its output any more, which ends a command that goes on.
 * @returns the exit code
 */
export async function main(argv: readonly string[], unread?: AbortSignal): Promise<number> {
  const cancelling = new AbortController()
  const stopListening = onInterrupt(() => {
    cancelling.abort(new Cancelled())
  })
  const signal = unread ? AbortSignal.any([cancelling.signal, unread]) : cancelling.signal
  let exitCode: number = exitCodes.done
  const context: CommandContext = {
    signal,
    exitWith: (code) => {
      exitCode = code
    },
  }
  try {
    await (await program(context, argv[2])).parseAsync([...argv])
    return exitCode
  } catch (error) {
    return report(error, signal)
  } finally {
    stopListening()
  }
}

/** With the command that is named, so that nothing is loaded that it does not need; with all of them for the help. */
async function program(context: CommandContext, name = ''): Promise<Command> {
  const command = new Command('cnilab')
    .description('Compares Kubernetes CNIs on disposable clusters of this machine.')
    .version(version)
    .exitOverride()
    .showSuggestionAfterError()
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined
  for (const load of named ? [named] : Object.values(commands)) (await load())(command, context)
  // Commands made before do not inherit it: https://github.com/tj/commander.js#override-exit-and-output-handling
  for (const each of allCommands(command)) each.exitOverride()
  return command
}

const allCommands = (command: Command): readonly Command[] => [command, ...command.commands.flatMap(allCommands)]

function report(error: unknown, signal: AbortSignal): number {
  // commander has printed its own message by now.
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.badUsage
  if (signal.aborted) {
    tell('Cancelled.')
    return exitCodes.cancelled
  }
  const details = toLabErrorDetails(error, 'Something unexpected went wrong')
  tell(errorText(details))
  return exitCodeOf(details.code)
}

/** The first interrupt asks for a clean end; a second one ends at once, as people expect. */
function onInterrupt(cancel: () => void): () => void {
  let isCancelling = false
  const listener = () => {
    if (isCancelling) process.exit(exitCodes.cancelled)
    isCancelling = true
    tell('\nCancelling, and deleting what was made. Press Ctrl-C again to leave at once.')
    cancel()
  }
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  for (const name of signals) process.on(name, listener)
  return () => {
    for (const name of signals) process.off(name, listener)
  }
}
