import { exec } from '../../system/exec.ts'

const openers: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}

/** Opens a link in the browser that is this machine's own. @throws LabError `missing-tool` | `command-failed` | `timed-out` */
export async function openBrowser(url: string, signal: AbortSignal): Promise<void> {
  const [file, ...args] = openers[process.platform] ?? ['xdg-open']
  await exec(file, [...args, url], { signal, timeoutMs: 20_000, doing: 'open a browser' })
}
