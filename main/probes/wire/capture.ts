import type { Pod } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import type { ProbeContext, RecordedOutput } from '../probe.ts'

/** One capture of everything that passes in the network namespace of `pod`. */
export interface CapturePoint {
  /** How it is called to people: the node's name, or the Pod's. */
  readonly name: string
  readonly pod: Pod
  readonly isNode: boolean
}

export interface CaptureOptions {
  readonly filter: string
  /** Folder in the Pod, of this inspection alone. */
  readonly folder: string
}

const limitSeconds = 45
const maxPackets = 1500
/** Enough for two headers and the whole request; answers are cut. */
const snapBytes = 400

/**
 * Runs tcpdump until it is told to end, or its time is over, and prints the file. It is waited for by the shell that started it: a
 * Pod's first process may not reap what others leave. `-Z root`: the other users do not exist in a user namespace. The file's name
 * ends as AppArmor's profile of tcpdump wants it.
 */
const captureScript = `
mkdir -p "$1" && cd "$1" || exit 1
command -v tcpdump >/dev/null || { echo "tcpdump: not found" >&2; : >ended; exit 127; }
{ timeout -s KILL ${String(limitSeconds)} tcpdump -i any -nn -U --immediate-mode --time-stamp-precision=nano \\
  -s ${String(snapBytes)} -c ${String(maxPackets)} -Z root -w capture.pcap "$2" 2>log & echo $! >pid; wait $!; echo $? >code; : >ended; } &
until [ -e stop ] || [ -e ended ]; do sleep 0.1; done
[ -e ended ] && : >early
[ -s pid ] && kill -TERM "$(cat pid)" 2>/dev/null
wait
cat log >&2
[ -e early ] && [ -e stop ] || [ ! -e early ] || echo "tcpdump ended early" >&2
[ -s capture.pcap ] && base64 <capture.pcap
exit "$(cat code)"`

const readyScript = `
tries=0
until [ -e "$1/ended" ] || grep -q "listening on" "$1/log" 2>/dev/null; do
  tries=$((tries + 1)); [ $tries -lt 150 ] || exit 1; sleep 0.1
done
[ ! -e "$1/ended" ]`

const stopScript = 'mkdir -p "$1" && : >"$1/stop"'

/** tcpdump takes port 8472 for OTV, which is VXLAN on Linux. */
const decodeScript = `
read() { timeout -s KILL 15 tcpdump -r "$1/capture.pcap" -nn -tt -e -v -x --time-stamp-precision=nano $3 "$2"; }
read "$1" "udp dst port 8472" "-T vxlan" && read "$1" "not udp dst port 8472" ""
code=$?
rm -r "$1"
exit $code`

const shell = (script: string, ...parameters: readonly string[]) => ['sh', '-c', script, 'capture', ...parameters]

const capturePart = 'pcap '

/** The place that a recorded output is the capture of; its standard output is the file, in base64. */
export const placeOfCapture = (part: string): string | undefined =>
  part.startsWith(capturePart) ? part.slice(capturePart.length) : undefined

export interface Taken {
  readonly place: CapturePoint
  readonly file: RecordedOutput
  /** In tcpdump's own words. */
  readonly decoded: RecordedOutput
}

/**
 * Captures at all places at once while `traffic` runs. What comes of a capture that did not work is in its outputs.
 * @throws LabError `missing-tool`
 */
export async function captureDuring(
  context: ProbeContext,
  places: readonly CapturePoint[],
  options: CaptureOptions,
  traffic: () => Promise<void>,
): Promise<readonly Taken[]> {
  const { signal, record } = context
  const captures = places.map(async (place) => {
    const argv = shell(captureScript, options.folder, options.filter)
    return { place, file: await record(`${capturePart}${place.name}`, argv, () => place.pod.exec(argv, { signal })) }
  })
  const files = Promise.all(captures)
  // Looked at below; without this, one that fails before would end the process.
  files.catch(() => undefined)
  try {
    await Promise.all(places.map(({ pod }) => pod.exec(shell(readyScript, options.folder), { signal })))
    await traffic()
  } finally {
    await Promise.allSettled(places.map(({ pod }) => pod.exec(shell(stopScript, options.folder), { signal })))
  }
  const taken = await files
  if (taken.some(({ file }) => file.exitCode === 127)) throw missingTcpdump()
  return Promise.all(taken.map((each) => decode(context, each, options.folder)))
}

async function decode(
  { record, signal }: ProbeContext,
  { place, file }: Omit<Taken, 'decoded'>,
  folder: string,
): Promise<Taken> {
  const argv = shell(decodeScript, folder)
  return { place, file, decoded: await record(`packets ${place.name}`, argv, () => place.pod.exec(argv, { signal })) }
}

/** Why what a capture shows cannot be relied on, if so. */
export function captureProblem({ file, decoded }: Taken): string | undefined {
  const dropped = Number(/(\d+) packets? dropped by kernel/.exec(file.stderr)?.[1] ?? 0)
  if (file.stderr.includes('ended early') || file.exitCode !== 0)
    return `tcpdump ended before it was told to (exit code ${String(file.exitCode)}): ${lastLine(file.stderr)}`
  if (file.stdout.trim() === '') return 'tcpdump wrote no file'
  if (dropped > 0) return `the kernel dropped ${String(dropped)} packets`
  if (isTooOld(`${file.stderr}\n${decoded.stderr}`, decoded.stdout))
    return 'this tcpdump does not say by which interface a packet passes: 4.99 or later is needed'
  if (decoded.exitCode !== 0) return `tcpdump could not read its own capture: ${lastLine(decoded.stderr)}`
  return undefined
}

/** Before 4.99 a capture of all interfaces is LINUX_SLL, without an interface. Source: tcpdump's CHANGES, 4.99.0. */
const isTooOld = (said: string, packets: string) =>
  /link-type LINUX_SLL\b(?!2)/.test(said) || /^\d+\.\d{6,9}\s+(?:In|Out|B|M|P)\s+(?!ifindex)\S/m.test(packets)

const lastLine = (text: string) =>
  text
    .trim()
    .split('\n')
    .findLast((line) => line.startsWith('tcpdump: ')) ?? text.trim().slice(-200)

const missingTcpdump = () =>
  new LabError({
    code: 'missing-tool',
    title: 'Cannot capture packets',
    message: 'tcpdump is not installed.',
    hint: 'Debian, Ubuntu: sudo apt-get install tcpdump. Fedora: sudo dnf install tcpdump.',
  })
