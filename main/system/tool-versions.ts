import type { CommandResult } from './exec.ts'

/** What programs print of their versions, first lines only: tool → command that prints it. */
export async function toolVersions(
  commands: Readonly<Record<string, readonly [string, ...string[]]>>,
  run: (argv: readonly [string, ...string[]]) => Promise<CommandResult>,
): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(commands).map(async ([tool, argv]) => {
    const { stdout, stderr } = await run(argv)
    // nginx prints it to standard error.
    return [tool, firstLine(stdout.trim() === '' ? stderr : stdout)] as const
  })
  return Object.fromEntries(await Promise.all(entries))
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? ''
