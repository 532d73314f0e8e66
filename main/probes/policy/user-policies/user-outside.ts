import type { Pod } from '../../../clusters/cluster.ts'
import { LabError } from '../../../system/errors.ts'
import type { ProbeContext } from '../../probe.ts'
import type { PodPort, ClusterModel } from '../../../policy-model/cluster-model.ts'
import { undoing } from '../failure.ts'
import { outsideScript } from '../fixture-manifests.ts'

interface UserOutside {
  readonly addresses: readonly string[]
  readonly ports: readonly PodPort[]
  readonly model: ClusterModel
}

const removalTimeoutMs = 20_000

/**
 * A host outside that has these addresses beside its own and serves on all of them. Nodes send there what goes to them, and it
 * sends to each Pod by the Pod's node: nothing leaves the nodes' network. Disposing takes the routes away; the host goes with the cluster.
 */
export async function startUserOutside(
  { cluster, signal, log }: Pick<ProbeContext, 'cluster' | 'signal' | 'log'>,
  { addresses, ports, model }: UserOutside,
): Promise<AsyncDisposable & { readonly outside: Pod }> {
  if (!cluster.outside) throw notRouted('This runtime has no host outside of the cluster.')
  const outside = await cluster.outside(['sh', '-c', scriptOf(addresses, ports)], signal)
  await using undo = new AsyncDisposableStack()
  const removeRoutes = async (within: AbortSignal) => {
    for (const { name } of cluster.nodes)
      for (const address of addresses)
        await cluster.onNode(name, ['ip', 'route', 'del', `${address}/32`], { signal: within })
  }
  // A kept cluster must not keep them.
  const left = `Routes to ${addresses.join(', ')} are still on the nodes`
  undo.defer(() => undoing(removeRoutes, { timeoutMs: removalTimeoutMs, log, left }))
  for (const { name } of cluster.nodes)
    for (const address of addresses)
      await succeed(cluster.onNode(name, [...replaceRoute, `${address}/32`, 'via', outside.address], { signal }))
  for (const { address, node } of model.pods) {
    const through = model.nodes.find(({ name }) => name === node)?.address ?? ''
    await succeed(outside.exec([...replaceRoute, `${address}/32`, 'via', through], { signal }))
  }
  const routes = undo.move()
  return { outside, [Symbol.asyncDispose]: () => routes.disposeAsync() }
}

const replaceRoute = ['ip', 'route', 'replace'] as const

/** Each address is served by itself: an answer must leave from the one that was asked. */
const scriptOf = (addresses: readonly string[], ports: readonly PodPort[]) =>
  [
    ...addresses.map((address) => `ip addr add ${address}/32 dev lo || exit 1`),
    outsideScript(ports, `$(ip -o -4 addr show scope global | sed 's/.* inet \\([0-9.]*\\).*/\\1/')`),
  ].join('\n')

async function succeed(running: ReturnType<Pod['exec']>): Promise<void> {
  const { exitCode, stderr } = await running
  if (exitCode !== 0) throw notRouted(stderr.trim())
}

const notRouted = (message: string) =>
  new LabError({
    code: 'probe-failed',
    title: 'Cannot reach addresses outside of the cluster',
    message,
    hint: 'The host outside must be allowed to have addresses and routes (NET_ADMIN), and the nodes to set routes.',
  })
