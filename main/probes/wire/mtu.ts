import type { Pod } from '../../clusters/cluster.ts'
import type { ProbeContext } from '../probe.ts'
import { readRouteMtu } from '../iproute.ts'
import type { Link, WireRecord } from './record.ts'

/**
 * Looks for the largest IP packet that is answered with fragmentation forbidden, halving what is open. 28 bytes are the headers of
 * IP and ICMP. Each size has two tries, for a packet may be lost. Where ping is missing, tracepath does the same in its way: what it
 * reaches the host with is the last size that it found.
 */
const search = `
target=$1 high=$2 low=576
if ! ping -V 2>/dev/null | grep -q iputils; then tracepath -n -m 8 "$target"; exit; fi
try() {
  for _ in 1 2; do
    timeout -s KILL 3 ping -n -q -M do -c 1 -W 1 -s $(($1 - 28)) "$target" >/dev/null 2>&1 && { echo "$1 passed"; return 0; }
  done
  echo "$1 failed"; return 1
}
try $high && exit 0
try $low || exit 0
while [ $((high - low)) -gt 1 ]; do
  middle=$(((high + low) / 2))
  if try $middle; then low=$middle; else high=$middle; fi
done`

export async function findMtu(
  { record, signal }: ProbeContext,
  client: Pod,
  server: Pod,
  links: readonly Link[],
): Promise<WireRecord['mtu']> {
  const interfaceBytes = links.find(({ addresses }) => addresses.includes(client.address))?.mtu
  const run = (part: string, argv: readonly string[]) => record(part, argv, () => client.exec(argv, { signal }))
  const route = await run('route client', ['ip', '-j', 'route', 'get', server.address])
  const routeBytes = route.exitCode === 0 ? readRouteMtu(route.stdout) : undefined
  const size = String(interfaceBytes ?? 1500)
  const argv = ['timeout', '-s', 'KILL', '25', 'sh', '-c', search, 'mtu', server.address, size]
  const { stdout } = await run('mtu client', argv)
  return { interfaceBytes, routeBytes, tries: parseTries(stdout) }
}

export function parseTries(text: string): { bytes: number; passed: boolean }[] {
  const traced = / reached$/m.test(text) ? /^\s*Resume: pmtu (\d+) /m.exec(text)?.[1] : undefined
  const pinged = [...text.matchAll(/^(\d+) (passed|failed)$/gm)]
  return [
    ...pinged.map(([, bytes, outcome]) => ({ bytes: Number(bytes), passed: outcome === 'passed' })),
    ...(traced === undefined ? [] : [{ bytes: Number(traced), passed: true }]),
  ]
}
