import type { Connectivity } from './record.ts'
import { greeting } from './serve-script.ts'
import type { Dial } from './check-script.ts'

export interface Answer {
  readonly connectivity: Connectivity
  /** The server that answered, by its own word. */
  readonly server?: string
  /** The sender's address as the server saw it. */
  readonly seenAs?: string
  readonly note?: string
}

/** By the keys of their attempts. */
export type Answers = ReadonlyMap<string, Answer>

/** What a probe round printed, for each of its dials. A dial without a line of its own is an error, never a drop. */
export function parseObservation(stdout: string, dials: readonly Dial[]): readonly Answer[] {
  const lines = new Map(
    stdout.split('\n').flatMap((line) => {
      const [, index, code, said] = /^(\d+)\|(\d+)\|(.*)$/.exec(line.trimEnd()) ?? []
      return index === undefined ? [] : [[Number(index), { code: Number(code), said: said ?? '' }] as const]
    }),
  )
  return dials.map((dial, index) => {
    const line = lines.get(index)
    return line ? answerOf(dial, line.code, line.said) : { connectivity: 'error', note: 'the check printed nothing' }
  })
}

function answerOf({ how }: Dial, code: number, said: string): Answer {
  const [, server, seenAs] = new RegExp(`${greeting} (\\S+) \\[?([0-9a-fA-F.:]+)`).exec(said) ?? []
  const [, status] = how === 'HTTP' ? (/ status (\d{3})$/.exec(said) ?? []) : []
  // A proxy that lets a request pass cannot be told from the server: only the server's own answer counts as allowed.
  if (status === '403') return { connectivity: 'refused', note: 'HTTP 403' }
  if (server !== undefined && seenAs !== undefined) return { connectivity: 'allowed', server, seenAs }
  if (how.startsWith('DNS') && code === 0 && /^[0-9.]+$/.test(said)) return { connectivity: 'allowed' }
  if (how === 'CONNECT' && code === 0) return { connectivity: 'allowed' }
  // An ICMP message that something is not reachable arrives as "No route to host".
  if (/connection refused|connection reset|no route to host/i.test(said)) return { connectivity: 'refused' }
  // Newer ones of curl do not say why; they tell a timeout by another code (28).
  if (how === 'HTTP' && code === 7) return { connectivity: 'refused' }
  if (/timed out|timeout after|no servers could be reached|operation not permitted/i.test(said))
    return { connectivity: 'dropped' }
  if (how === 'UDP' && code === 0 && said === '') return { connectivity: 'dropped' }
  return { connectivity: 'error', note: said === '' ? `ended with ${String(code)} and no word` : said.slice(0, 200) }
}
