import { randomBytes } from 'node:crypto'
import type { Pod, ProbePods } from '../../clusters/cluster.ts'
import type { ProbeContext } from '../probe.ts'
import { journeyIds, type Sent } from './record.ts'

const port = 8080
const ends = {
  'cross-node': ['client', 'server-far'],
  'same-node': ['client', 'server-near'],
  service: ['client', 'server'],
  'host-host': ['host-client', 'host-server'],
} as const satisfies Record<Sent['id'], readonly [string, string]>

/** Requests that each carry a marker of their own in the path, one after the other. Service: where there are some. */
export async function sendMarked(context: ProbeContext): Promise<readonly Sent[]> {
  const sent: Sent[] = []
  for (const id of journeyIds) {
    const [from, to] = ends[id]
    const pod = context.probePods.pods.get(from)
    const host = hostOf(context.probePods, to)
    if (pod && host !== undefined) sent.push(await send(context, { id, from, to, host, pod }))
  }
  return sent
}

const hostOf = ({ pods, serviceHosts }: ProbePods, name: string) => serviceHosts.get(name) ?? pods.get(name)?.address

async function send(
  { record, signal }: ProbeContext,
  { id, from, to, host, pod }: Pick<Sent, 'id' | 'from' | 'to'> & { readonly host: string; readonly pod: Pod },
): Promise<Sent> {
  const marker = randomBytes(16).toString('hex')
  const url = `http://${host}:${String(port)}/${marker}`
  const argv = [
    ...['curl', '-q', '-4', '--silent', '--show-error', '--fail', '--noproxy', '*', '--output', '/dev/null'],
    ...['--header', 'User-Agent:', '--header', 'Accept:', '--connect-timeout', '4', '--max-time', '6', url],
  ]
  const { exitCode, stderr } = await record(`request ${id}`, argv, () => pod.exec(argv, { signal }))
  const problem = exitCode === 0 ? undefined : stderr.trim() || `curl ended with ${String(exitCode)}`
  return { id, from, to, url, marker, answered: exitCode === 0, ...(problem !== undefined && { problem }) }
}
