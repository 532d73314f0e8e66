import { once } from 'node:events'
import type { Command } from 'commander'
import { toLabErrorDetails } from '../system/errors.ts'
import { defaultPaths } from '../system/paths.ts'
import { wholeNumber } from './arguments.ts'
import type { CommandContext } from './command-context.ts'
import { errorText } from './print-error.ts'
import { say, tell } from './terminal.ts'

interface Flags {
  readonly port: number
  readonly open?: true
  readonly json?: true
}

export function addServeCommand(program: Command, context: CommandContext): void {
  program
    .command('serve')
    .description('the lab as a page for a browser of this machine, until Ctrl-C')
    .option('--port <n>', 'port to listen on; default: any that is free', wholeNumber({ least: 1, most: 65_535 }), 0)
    .option('--open', 'open the browser')
    .option('--json', 'print each link as a line of JSON')
    .action((flags: Flags) => serveLab(flags, context))
}

async function serveLab({ port, open, json }: Flags, { signal }: CommandContext): Promise<void> {
  const { serve } = await import('../api/serve/serve.ts')
  let links = 0
  const onLink = (url: string) => {
    links += 1
    say(json ? JSON.stringify({ url }) : linkText(url, links))
    if (open && links === 1) void openIt(url, signal)
  }
  const served = await serve({ paths: defaultPaths(), environment: process.env, port, onLink })
  if (!signal.aborted) await once(signal, 'abort')
  await served.close()
}

const linkText = (url: string, count: number): string =>
  count === 1 ? `Open ${url}\nThe link works once. Press Ctrl-C to end.` : `For another browser, open ${url}`

async function openIt(url: string, signal: AbortSignal): Promise<void> {
  const { openBrowser } = await import('../api/serve/open-browser.ts')
  try {
    await openBrowser(url, signal)
  } catch (error) {
    if (!signal.aborted) tell(errorText(toLabErrorDetails(error, 'Cannot open a browser')))
  }
}
