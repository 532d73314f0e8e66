import { unparsable } from '../program-output.ts'
import { readRequestLine, type CaseId, type RequestLine } from './request-line.ts'

/** All requests of one execution, in order; there are at least two. */
export interface Requests {
  readonly caseId: CaseId
  readonly cold: RequestLine
  /** All but the first. */
  readonly warm: readonly RequestLine[]
}

/**
 * Reads every line, and checks that all requests are there: a curl that was ended half-way must not count as a short one.
 * @throws LabError `unparsable-output`
 */
export function readRequests(stdout: string): Requests {
  const lines = stdout.split('\n').filter((line) => line.trim() !== '')
  const [cold, ...warm] = lines.map(readRequestLine)
  if (!cold) throw unparsable('curl', stdout, 'It printed nothing.')
  const isWhole = [cold, ...warm].every(
    (line, index) => line.number === index + 1 && line.of === cold.of && line.caseId === cold.caseId,
  )
  if (!isWhole || warm.length + 1 !== cold.of)
    throw unparsable(
      'curl',
      stdout,
      `There are ${String(lines.length)} of ${String(cold.of)} requests, or not in order.`,
    )
  if (warm.length === 0) throw unparsable('curl', stdout, 'There is no request but the first, which is cold.')
  return { caseId: cold.caseId, cold, warm }
}
