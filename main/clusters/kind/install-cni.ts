import type { Manifest } from '../../cnis/recipe.ts'
import { LabError } from '../../system/errors.ts'
import type { KubernetesApi, StepReporter } from '../cluster.ts'
import { waitForNodes, waitForRollout } from '../kubernetes/readiness.ts'
import { applyCni } from './apply-cni.ts'
import type { Engine } from './engine.ts'
import { imagesOf } from './sources.ts'
import { loadImages, missingInNode } from './images.ts'
import type { KindCommand } from './kind-command.ts'
import type { PreparedRecipe } from './prepare-recipe.ts'

const rolloutTimeoutMs = 600_000
const nodesTimeoutMs = 300_000
const dnsTimeoutMs = 180_000

export interface Installation {
  readonly name: string
  readonly nodes: readonly string[]
  readonly client: KubernetesApi
  readonly engine: Engine
  readonly kind: KindCommand
  readonly prepared: PreparedRecipe
  readonly objects: readonly Manifest[]
  readonly probeImages: readonly string[]
  readonly steps: StepReporter
  readonly signal: AbortSignal
}

/** From nodes without a network to a cluster whose Pods can talk: a list of steps, run in order. */
export async function installCni(installation: Installation): Promise<void> {
  const { steps, prepared, objects, client, signal, nodes } = installation
  const { install } = prepared.recipe
  if (prepared.plugins.length > 0 || prepared.recipe.nodeModules.length > 0)
    await steps.step('Preparing nodes for the CNI', () => prepareNodes(installation))
  await steps.step('Loading images', () => loadMissingImages(installation))
  if (objects.length > 0)
    await steps.step('Applying the CNI', () => applyCni(client, objects, signal), 'create', 'apply-cni')
  for (const rollout of install.by === 'runtime' ? install.rollouts : workloadsOf(objects))
    await steps.step(
      `Waiting for ${rollout.name}`,
      () => waitForRollout(client, rollout, rolloutTimeoutMs, signal),
      'wait',
    )
  await steps.step('Waiting for nodes', () => waitForNodes(client, nodes.length, nodesTimeoutMs, signal), 'wait')
  const coredns = { kind: 'Deployment', namespace: 'kube-system', name: 'coredns' } as const
  await steps.step('Waiting for DNS', () => waitForRollout(client, coredns, dnsTimeoutMs, signal), 'wait', 'wait-dns')
}

const workloadsOf = (objects: readonly Manifest[]) =>
  objects.flatMap(({ kind, metadata }) =>
    kind === 'DaemonSet' || kind === 'Deployment'
      ? [{ kind, name: metadata.name, namespace: metadata.namespace ?? 'default' } as const]
      : [],
  )

async function prepareNodes({ engine, nodes, prepared, signal }: Installation): Promise<void> {
  for (const node of nodes) {
    for (const { name, file } of prepared.plugins) await engine.copyIntoNode(file, node, `/opt/cni/bin/${name}`, signal)
    for (const module of prepared.recipe.nodeModules) await loadModule(engine, node, module, signal)
  }
}

/** Modules are the host's; a node may load one only where the engine is rootful, and need not where it is built in. */
async function loadModule(engine: Engine, node: string, module: string, signal: AbortSignal): Promise<void> {
  const isThere = async () => {
    const evidence =
      module === 'br_netfilter' ? '/proc/sys/net/bridge/bridge-nf-call-iptables' : `/sys/module/${module}`
    return (await engine.inNode(node, ['test', '-e', evidence], { signal, onFailure: 'return' })).exitCode === 0
  }
  if (await isThere()) return
  const loaded = await engine.inNode(node, ['modprobe', module], { signal, onFailure: 'return' })
  if (loaded.exitCode === 0 || (await isThere())) return
  throw new LabError({
    code: 'kernel-lacks',
    title: `Cannot prepare the node ${node}`,
    message: `the kernel module ${module} is not loaded and cannot be loaded from there (${loaded.stderr.trim()}).`,
    hint: `On the machine that runs the engine: sudo modprobe ${module}`,
  })
}

async function loadMissingImages(installation: Installation): Promise<void> {
  const { engine, kind, name, nodes, objects, probeImages, signal } = installation
  const [firstNode] = nodes
  if (!firstNode) return
  const wanted = [...new Set([...imagesOf(objects), ...probeImages])]
  const missing = await missingInNode(engine, firstNode, wanted, signal)
  if (missing.length > 0) await loadImages(engine, kind, name, missing, signal)
}
