import { isIP } from 'node:net'
import type { Pod } from '../../clusters/cluster.ts'
import { lastLineOf } from '../../system/exec.ts'
import { execInPod } from '../exec-in-pod.ts'
import type { ProbeContext } from '../probe.ts'
import type { WayRecord } from './record.ts'

export type Way = Pick<WayRecord, 'path' | 'externalTrafficPolicy' | 'nodeHasPod'> & {
  readonly from: Pod
  readonly host: string
  readonly port: number
  /** Rules for what was just made take a moment to reach the nodes; one that is to be refused is asked a few times, too. */
  readonly tries: number
}

const timeoutMs = 20_000

/** Asks the server by one way which address it sees. */
export async function ask({ record, signal }: ProbeContext, way: Way): Promise<WayRecord> {
  const { from, host, port, tries, ...about } = way
  const target = `${host}:${String(port)}`
  const argv = [
    ...[
      'curl',
      '-q',
      '-4',
      '--silent',
      '--show-error',
      '--fail',
      '--noproxy',
      '*',
      '--connect-timeout',
      '1',
      '--max-time',
      '2',
    ],
    ...['--retry', String(tries - 1), '--retry-delay', '1', '--retry-all-errors', `http://${target}/`],
  ]
  const part = [
    way.path,
    way.externalTrafficPolicy,
    way.nodeHasPod === undefined ? undefined : way.nodeHasPod ? 'with Pod' : 'without Pod',
  ]
  const { stdout, stderr, exitCode } = await record(part.filter(Boolean).join(' '), argv, () =>
    execInPod(from, argv, timeoutMs, signal),
  )
  const seen = readSeen(stdout)
  return {
    ...about,
    client: { name: from.name, address: from.address },
    target,
    ...(seen === undefined ? { problem: lastLineOf(stderr) ?? `curl ended with ${String(exitCode)}` } : { seen }),
  }
}

/** The server's answer is one address and nothing else. An IPv4 address inside an IPv6 one is the IPv4 address. */
export function readSeen(stdout: string): string | undefined {
  const address = stdout.trim().replace(/^::ffff:(?=\d+\.)/i, '')
  return isIP(address) === 0 ? undefined : address
}
