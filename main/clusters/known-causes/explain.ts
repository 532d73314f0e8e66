import { LabError } from '../../system/errors.ts'
import { engineCauses } from './engine-causes.ts'
import type { Fix, KnownCause } from './known-cause.ts'
import { nodeCauses } from './node-causes.ts'
import { podCauses } from './pod-causes.ts'

/** All that is known, in the order in which it is looked for. */
export const knownCauses: readonly KnownCause[] = [...nodeCauses, ...podCauses, ...engineCauses]

export const fixOn = (fix: Fix, platform: NodeJS.Platform): string =>
  typeof fix === 'string' ? fix : (fix[platform] ?? fix.linux)

/** What is known of a program's words, if anything is. */
export interface Explanation {
  readonly id: string
  /** A sentence: what it means, and the program's own words of it. */
  readonly message: string
  readonly fix: string
  readonly code: KnownCause['code']
}

/** Of a line: no cause is told in more. */
const mostCharacters = 2_000

/** Words of a failure, by the first of the causes that is found in them. */
export function explanationOf(
  text: string,
  causes: readonly KnownCause[] = knownCauses,
  platform: NodeJS.Platform = process.platform,
): Explanation | undefined {
  const lines = text.split('\n').map((line) => line.slice(-mostCharacters))
  for (const { id, pattern, cause, fix, code, whole = false } of causes) {
    const line = lines.find((each) => pattern.test(each))
    if (line === undefined) continue
    const words = withoutWrapper(whole ? line : (pattern.exec(line)?.[0] ?? line))
    return {
      id,
      code,
      fix: fixOn(fix, platform),
      message: sentence(cause === undefined ? words : `${cause}: ${words}`),
    }
  }
  return undefined
}

const wrappers =
  /^(?:Command Output: |docker: |Error: |ERROR: |Error response from daemon: |error during connect: |failed to create cluster: )+/i

const withoutWrapper = (line: string) => line.trim().replace(wrappers, '')
const sentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`)

/** Lines that tell nothing: how to get help, a container’s id, a stack. */
const telling = (line: string) =>
  line.trim() !== '' && !/^Run '.*--help'|^See '.*--help'|^[0-9a-f]{64}$|^\s+\/|^Stack Trace:/.test(line.trim())

/**
 * The innermost words of a program that ran another one, as kind does: what stands below its `Command Output:`, or its error without
 * the command that failed.
 */
export function innermostWords(text: string): string | undefined {
  const [before = '', ...outputs] = text.split(/^Command Output: ?/m)
  const output = outputs.at(-1)?.split('\n').findLast(telling)
  if (output !== undefined) return withoutWrapper(output)
  const error = before.split('\n').find((line) => line.startsWith('ERROR: '))
  return error === undefined ? undefined : withoutWrapper(error.replace(/: command ".*" failed with error: .*$/, ''))
}

/** The error of a program that has failed, with its cause where that is known. */
export function explained(
  error: LabError,
  said = `${error.details.stderrTail ?? ''}\n${error.details.message}`,
): LabError {
  const known = explanationOf(said)
  if (!known) return error
  const { message, fix, code } = known
  return new LabError({ ...error.details, code, message, hint: fix }, { cause: error })
}
