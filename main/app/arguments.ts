import { extname, resolve } from 'node:path'

/** Runs that were exported to be opened elsewhere. */
export const runFileExtension = '.cnilab'

const attachOption = '--attach='

export interface ShellArguments {
  /** What `cnilab serve` printed, as it was given; undefined when the lab is this program's own. */
  readonly attach: string | undefined
  /** Absolute paths of exported runs to be opened. */
  readonly files: readonly string[]
}

/** The switches of Chromium and Electron stand in the same list, so whatever is not known is not an error. */
export function readArguments(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  workingFolder: string,
): ShellArguments {
  const given = argv.slice(1)
  const attach = given.find((argument) => argument.startsWith(attachOption))?.slice(attachOption.length)
  return { attach: attach ?? environment.CNILAB_ATTACH, files: runFiles(given, workingFolder) }
}

const runFiles = (given: readonly string[], workingFolder: string): readonly string[] =>
  given
    .filter((argument) => !argument.startsWith('-') && extname(argument).toLowerCase() === runFileExtension)
    .map((file) => resolve(workingFolder, file))
