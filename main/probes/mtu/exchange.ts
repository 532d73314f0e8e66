import { LabError } from '../../system/errors.ts'
import { execInPod } from '../exec-in-pod.ts'
import type { ProbeContext } from '../probe.ts'
import type { Leg } from './legs.ts'
import type { Direction, Family, Try } from './record.ts'

/** Of IP and UDP together. */
const headerBytes: Readonly<Record<Family, number>> = { ipv4: 28, ipv6: 48 }
/** Enough for a packet that only asks, or only answers. */
const smallBytes = 8
const timeoutMs = 10_000

/**
 * Sends one datagram that asks for an answer of so many bytes, and counts what comes. A file in between, so that it is read, and sent,
 * in one piece. The option forbids fragmentation: IP_PMTUDISC_DO.
 */
const script = `
{ echo "$3"; dd if=/dev/zero bs="$4" count=1 2>/dev/null; } >/tmp/mtu.$$
LC_ALL=C socat -b 65536 -t 0.5 "OPEN:/tmp/mtu.$$,rdonly!!STDOUT" "$1,$2,readbytes=$3" | wc -c
rm /tmp/mtu.$$`

const discover: Readonly<Record<Family, string>> = { ipv4: 'mtudiscover=2', ipv6: 'setsockopt-int=41:23:2' }

/** One packet of `bytes` in one direction, and a small one in the other. @throws LabError `missing-tool` */
export async function tryPacket(
  context: ProbeContext,
  leg: Leg,
  direction: Direction,
  bytes: number,
): Promise<Try['outcome']> {
  const outcome = await tryOnce(context, leg, direction, bytes)
  // A single packet may be lost; and after a router's word the sender's kernel knows better.
  return outcome === 'lost' ? tryOnce(context, leg, direction, bytes) : outcome
}

async function tryOnce(
  { record, signal }: ProbeContext,
  { path, family, from, host, udpPort }: Leg,
  direction: Direction,
  bytes: number,
): Promise<Try['outcome']> {
  const payload = bytes - headerBytes[family]
  const [sent, answer] = direction === 'there' ? [payload, smallBytes] : [smallBytes, payload]
  const target = family === 'ipv4' ? `UDP4:${host}:${String(udpPort)}` : `UDP6:[${host}]:${String(udpPort)}`
  const padding = Math.max(1, sent - String(answer).length - 1)
  const argv = [
    'timeout',
    '-s',
    'KILL',
    '5',
    'sh',
    '-c',
    script,
    'mtu',
    target,
    discover[family],
    String(answer),
    String(padding),
  ]
  const part = `${path} ${family} ${direction} ${String(bytes)}`
  const { stdout, stderr } = await record(part, argv, () => execInPod(from, argv, timeoutMs, signal))
  if (/socat: (command )?not found|can't execute 'socat'/.test(stderr)) throw noSocat()
  if (Number(stdout) === answer) return 'passed'
  return stderr.includes('Message too long') ? 'refused' : 'lost'
}

const noSocat = (): LabError =>
  new LabError({
    code: 'missing-tool',
    title: 'Cannot look for the largest packet',
    message: 'socat is not installed where the client runs.',
    hint: 'Debian, Ubuntu: sudo apt-get install socat. On kind, choose a client image that holds it.',
  })
