import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import { unparsable } from '../program-output.ts'
import type { ProbeContext } from '../probe.ts'
import { podNames, podOf } from '../route.ts'

/** Names of the features as ethtool prints them, and as it takes them. Source: ethtool(8). */
const features = {
  'tcp-segmentation-offload': 'tso',
  'generic-segmentation-offload': 'gso',
  'generic-receive-offload': 'gro',
} as const
type Feature = (typeof features)[keyof typeof features]

export const deviceSchema = z.object({
  /** The node that it is on. */
  node: z.string(),
  /** `self` for the node's own namespace, else its name there. */
  namespace: z.string(),
  device: z.string(),
  /** Those of `tso`, `gso`, `gro` that are on. */
  on: z.array(z.string()),
  /** Of these, those that cannot be turned off. */
  fixed: z.array(z.string()),
})
export type Device = z.infer<typeof deviceSchema>

const cleanupTimeoutMs = 30_000

/** Names of namespaces are where `ip netns` and the container runtime keep them. */
const inNamespace = `
command -v ethtool >/dev/null || { echo "ethtool is not installed on the node" >&2; exit 127; }
in_ns() { ns=$1; shift; if [ "$ns" = self ]; then "$@"; else nsenter --net="/run/netns/$ns" "$@"; fi; }`

const readScript = `${inNamespace}
for ns in self $(ls /run/netns 2>/dev/null); do
  id=$(in_ns "$ns" readlink /proc/self/ns/net)
  in_ns "$ns" ip -o link 2>/dev/null | sed 's/^[0-9]*: \\([^:@]*\\).*/\\1/' | while read -r device; do
    [ "$device" = lo ] && continue
    in_ns "$ns" ethtool -k "$device" 2>/dev/null | grep -E '^(${Object.keys(features).join('|')}):' | while read -r line; do
      echo "$id $ns $device $line"
    done
  done
done`

const setScript = `${inNamespace}
failed=
while [ $# -gt 0 ]; do
  in_ns "$1" ethtool -K "$2" $3 >/dev/null || failed="$failed $1/$2"
  shift 3
done
[ -z "$failed" ] || { echo "ethtool -K failed on:$failed" >&2; exit 1; }`

/** State of every device of both nodes and of the Pods there. @throws LabError `missing-tool` | `probe-failed` */
export async function readOffloads(context: ProbeContext, part: string): Promise<readonly Device[]> {
  const devices = new Map<string, Device>()
  for (const node of nodesOf(context)) {
    const stdout = await onNode(context, `${part} ${node}`, node, ['sh', '-c', readScript], context.signal)
    // A namespace may have several names, and nodes may see those of each other.
    for (const [id, device] of readDevices(node, stdout)) if (!devices.has(id)) devices.set(id, device)
  }
  return [...devices.values()]
}

/**
 * Does `use` while TSO, GSO and GRO of all devices are off, and turns on again what was on, whatever happens.
 * @throws LabError `probe-failed` where one cannot be turned off, or on again
 */
export async function withoutOffloads<T>(
  context: ProbeContext,
  before: readonly Device[],
  use: (during: readonly Device[]) => Promise<T>,
): Promise<T> {
  try {
    await setAll(context, 'off', before, context.signal)
    const during = await readOffloads(context, 'offloads during')
    const [left] = during.filter(({ on }) => on.length > 0)
    if (left) throw cannotSet(`${left.on.join(', ')} of ${left.device} on ${left.node} stays on`)
    return await use(during)
  } finally {
    await setAll(context, 'on', before, AbortSignal.timeout(cleanupTimeoutMs))
  }
}

/** The nodes that the paths go through. */
const nodesOf = ({ probePods }: ProbeContext): readonly string[] => [
  podOf(probePods, podNames.hostClient).node,
  podOf(probePods, podNames.hostServer).node,
]

async function setAll(
  context: ProbeContext,
  state: 'on' | 'off',
  devices: readonly Device[],
  signal: AbortSignal,
): Promise<void> {
  // All nodes, whatever one of them says: what is off stays off for whoever measures next.
  const results = await Promise.allSettled(
    nodesOf(context).map(async (node) => {
      const settings = settingsOf(devices, node, state)
      if (settings.length > 0)
        await onNode(
          context,
          `offloads ${state} ${node}`,
          node,
          ['sh', '-c', setScript, 'offloads', ...settings],
          signal,
        )
    }),
  )
  for (const result of results) if (result.status === 'rejected') throw result.reason
}

/** Of each device its namespace, its name, and what ethtool is to do. */
const settingsOf = (devices: readonly Device[], node: string, state: 'on' | 'off'): readonly string[] =>
  devices
    .filter((device) => device.node === node)
    .map(({ on, fixed, ...device }) => ({ ...device, change: on.filter((feature) => !fixed.includes(feature)) }))
    .filter(({ change }) => change.length > 0)
    .flatMap(({ namespace, device, change }) => [
      ...[namespace, device],
      change.map((feature) => `${feature} ${state}`).join(' '),
    ])

async function onNode(
  { cluster, record }: ProbeContext,
  part: string,
  node: string,
  argv: readonly string[],
  signal: AbortSignal,
): Promise<string> {
  const { exitCode, stdout, stderr } = await record(part, argv, () => cluster.onNode(node, argv, { signal }))
  if (exitCode === 0) return stdout
  throw cannotSet(stderr.trim().split('\n').at(-1) ?? `it ended with exit code ${String(exitCode)}`)
}

/** By namespace and name, wherever the namespace is seen from. @throws LabError `unparsable-output` */
export function readDevices(node: string, stdout: string): ReadonlyMap<string, Device> {
  const lines = stdout.split('\n').filter((line) => line !== '')
  const devices = new Map<string, Device>()
  for (const line of lines) {
    const [id, namespace, device, name, state, note] = line.split(' ')
    const feature = featureOf(name)
    if (!id || !namespace || !device || !feature || (state !== 'on' && state !== 'off'))
      throw unparsable('ethtool', line, 'It is not the state of an offload.')
    const key = `${id} ${device}`
    const known = devices.get(key) ?? { node, namespace, device, on: [], fixed: [] }
    if (known.namespace !== namespace) continue
    devices.set(key, {
      ...known,
      on: state === 'on' ? [...known.on, feature] : known.on,
      fixed: state === 'on' && note === '[fixed]' ? [...known.fixed, feature] : known.fixed,
    })
  }
  return devices
}

const featureOf = (printed: string | undefined): Feature | undefined =>
  Object.entries(features).find(([name]) => `${name}:` === printed)?.[1]

const cannotSet = (why: string): LabError =>
  new LabError({
    code: 'probe-failed',
    title: 'Cannot measure without segmentation offloads',
    message: `${why}.`,
    hint: 'It takes ethtool on the nodes, and devices that let it. Debian, Ubuntu: sudo apt-get install ethtool.',
  })
