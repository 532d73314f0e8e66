import type { Cluster, CreateOptions, PodExecOptions, Runtime } from '../../clusters/cluster.ts'
import type { Variant } from '../../cnis/variant.ts'
import { applySlowDown, type SlowDown } from './slow-down.ts'

export const twinIds = { a: 'selftest/a', b: 'selftest/b' } as const

/** The same datapath twice, under two names: what is found between them is found out about the lab. */
export const twinsOf = (base: Variant): { readonly a: Variant; readonly b: Variant } => ({
  a: { ...base, id: twinIds.a, title: `${base.title}, as it is` },
  b: { ...base, id: twinIds.b, title: `${base.title}, perhaps slowed down` },
})

/** Makes twins as clusters of the variant that both are, and slows the second one down. */
export const twinRuntime = (runtime: Runtime, base: Variant, slowDown: SlowDown): Runtime => ({
  ...runtime,
  preflight: (_twins, signal) => runtime.preflight([base], signal),
  tools: (signal) => runtime.tools(signal),
  async acquire(twin: Variant, options: CreateOptions): Promise<Cluster> {
    await using stack = new AsyncDisposableStack()
    const cluster = stack.use(await runtime.acquire(base, options))
    if (twin.id === twinIds.b) await applySlowDown(cluster, slowDown, options.signal)
    stack.move()
    return asTwin(cluster, twin)
  },
})

/** A cluster under the name of a twin. Its methods stay its own: they know what they belong to. */
const asTwin = (cluster: Cluster, variant: Variant): Cluster => ({
  name: `${cluster.name} (${variant.id})`,
  variant,
  nodes: cluster.nodes,
  reused: cluster.reused,
  installed: cluster.installed,
  deployProbes: (...pods: Parameters<Cluster['deployProbes']>) => cluster.deployProbes(...pods),
  onNode: (node: string, argv: readonly string[], options: PodExecOptions) => cluster.onNode(node, argv, options),
  pause: (signal: AbortSignal) => cluster.pause(signal),
  resume: (signal: AbortSignal) => cluster.resume(signal),
  close: () => cluster.close(),
  discard: () => cluster.discard(),
  [Symbol.asyncDispose]: () => cluster[Symbol.asyncDispose](),
})
