import { join } from 'node:path'
import { app } from 'electron'
import { LabError } from '../system/errors.ts'
import { AttachedLink } from './attached-link.ts'
import { parseAttachment } from './attachment.ts'
import { showError } from './dialogs.ts'
import { serviceFile } from './folders.ts'
import type { LabLink } from './lab-link.ts'
import { LogFile } from './log-file.ts'
import { loginShellEnvironment, type Situation } from './login-shell.ts'
import { ServiceLink } from './service-link.ts'

export const logFolder = (): string => join(app.getPath('userData'), 'logs')

/**
 * @param attach what `cnilab serve` printed; without it the lab is this program's own
 * @throws LabError
 */
export const linkTo = async (attach: string | undefined): Promise<LabLink> =>
  attach === undefined
    ? serviceLink()
    : await AttachedLink.to(parseAttachment(attach), (error) => void showError(undefined, error, ''))

function serviceLink(): ServiceLink {
  const log = new LogFile(logFolder(), 'service.log')
  const situation = { platform: process.platform, isTerminal: process.stdin.isTTY }
  let environment: Promise<Record<string, string>> | undefined
  return new ServiceLink({
    file: serviceFile,
    environment: () => (environment ??= environmentFor(situation, log)),
    log,
    onGivenUp: (outputTail) => void showError(undefined, keepsDying(log.path, outputTail), ''),
  })
}

/** Loaded when it is needed: the window need not wait for what starts processes. */
async function environmentFor(situation: Situation, log: LogFile): Promise<Record<string, string>> {
  const { exec } = await import('../system/exec.ts')
  return loginShellEnvironment(exec, process.env, situation, (line) => {
    log.append(`${line}\n`)
  })
}

const keepsDying = (logPath: string, outputTail: string): LabError =>
  new LabError({
    code: 'internal',
    title: 'The lab service does not start',
    message: 'It ended again and again, and is not started any more.',
    hint: `Quit CNI Lab and start it again. Its output is in ${logPath}.`,
    ...(outputTail && { stderrTail: outputTail }),
  })
