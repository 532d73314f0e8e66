import type { NetnsVariant } from '../../cnis/netns/datapath.ts'
import { LabError } from '../../system/errors.ts'
import type { Cluster, Pod, PodExecOptions, PodExecResult, PodSpec, ProbePods } from '../cluster.ts'
import { execInPod } from './exec-in-pod.ts'
import type { Holder } from './holder.ts'
import { networkFile, nodeNetworkFile, podPlan, readPausePids, type PlannedPod } from './plan.ts'
import type { NamespaceFiles } from './privilege.ts'
import { Servers } from './servers.ts'
import { netnsNodes, podAddress } from './topology.ts'

/** Names become parts of shell lines and files: those that Kubernetes would take, too (RFC 1123 labels). */
const podName = /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/

/** The holder is the first process of the cluster. */
const holderMount = '/proc/1/ns/mnt'

interface MadePod {
  readonly spec: PodSpec
  readonly pod: Pod
  readonly files: NamespaceFiles
}

/** Two nodes and their Pods as namespaces; everything of it ends with its holder. */
export class NetnsCluster implements Cluster {
  readonly name: string
  readonly variant: NetnsVariant
  readonly nodes = netnsNodes
  readonly reused = false
  readonly installed = { images: {}, sources: [] }
  readonly #holder: Holder
  readonly #servers: Servers
  readonly #pods = new Map<string, MadePod>()
  #closed: Promise<void> | undefined

  constructor(variant: NetnsVariant, holder: Holder) {
    this.name = `cnilab-${variant.id.replaceAll('/', '-')}`
    this.variant = variant
    this.#holder = holder
    this.#servers = new Servers(holder)
  }

  /** There are no Services here; `services` is not looked at. */
  async deployProbes(pods: readonly PodSpec[], _services: unknown, signal: AbortSignal): Promise<ProbePods> {
    const missing = pods.filter((spec) => !this.#has(spec))
    const made = await this.#make(missing, signal)
    await Promise.all(made.map(({ spec, files }) => this.#servers.start(spec.name, spec.containers, { files, signal })))
    this.#servers.throwIfOneEnded()
    return { pods: new Map([...this.#pods].map(([name, { pod }]) => [name, pod])), serviceHosts: new Map() }
  }

  async onNode(name: string, argv: readonly string[], options: PodExecOptions): Promise<PodExecResult> {
    if (!this.nodes.some((node) => node.name === name))
      throw new LabError({
        code: 'bad-usage',
        title: `Cannot run ${argv[0] ?? 'a command'} on the node ${name}`,
        message: `${this.name} has no such node.`,
      })
    const files = { net: nodeNetworkFile(name), mount: holderMount }
    return execInPod(this.#holder, files, argv, options)
  }

  /** Nothing to do: a namespace without running programs uses no CPU, and an idle server sleeps in the kernel. */
  async pause(): Promise<void> {
    await Promise.resolve()
  }

  async resume(): Promise<void> {
    this.#servers.throwIfOneEnded()
    await Promise.resolve()
  }

  close(): Promise<void> {
    this.#closed ??= this.#end()
    return this.#closed
  }

  discard(): Promise<void> {
    return this.close()
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close()
  }

  async #end(): Promise<void> {
    await this.#holder[Symbol.asyncDispose]()
    await this.#servers.ended()
  }

  async #make(specs: readonly PodSpec[], signal: AbortSignal): Promise<readonly MadePod[]> {
    if (specs.length === 0) return []
    const planned = specs.map((spec, index) => this.#place(spec, specs.slice(0, index)))
    const lines = planned.flatMap((pod) => podPlan(this.variant.datapath, pod))
    const { stdout } = await this.#holder.apply(lines, { signal, doing: `make the Pods of ${this.name}` })
    const pausePids = readPausePids(stdout)
    const made = specs.map((spec, index) => this.#open(spec, planned[index], pausePids.get(spec.name)))
    for (const pod of made) this.#pods.set(pod.spec.name, pod)
    return made
  }

  #has(spec: PodSpec): boolean {
    const made = this.#pods.get(spec.name)
    if (!made) return false
    if (JSON.stringify(made.spec) === JSON.stringify(spec)) return true
    throw this.#unusable(spec, 'it exists already, made in another way')
  }

  #place(spec: PodSpec, before: readonly PodSpec[]): PlannedPod {
    const node = this.nodes.find(({ name }) => name === spec.node)
    if (!node) throw this.#unusable(spec, `there is no node ${spec.node}`)
    if (!podName.test(spec.name)) throw this.#unusable(spec, 'its name is not an RFC 1123 label')
    if (spec.hostNetwork) return { name: spec.name, node }
    const index = [...[...this.#pods.values()].map((made) => made.spec), ...before].filter(
      (other) => other.node === spec.node && !other.hostNetwork,
    ).length
    const network = { address: podAddress(node, index), device: `veth${String(index)}` }
    return { name: spec.name, node, network }
  }

  #unusable(spec: PodSpec, why: string): LabError {
    return new LabError({
      code: 'bad-usage',
      title: `Cannot make the Pod ${spec.name}`,
      message: `In ${this.name} ${why}.`,
    })
  }

  #open(spec: PodSpec, pod: PlannedPod | undefined, pausePid: number | undefined): MadePod {
    if (!pod || pausePid === undefined) throw this.#unusable(spec, 'nothing keeps its mounts')
    const files = { net: networkFile(pod), mount: `/proc/${String(pausePid)}/ns/mnt` }
    return {
      spec,
      files,
      pod: {
        name: pod.name,
        node: pod.node.name,
        address: pod.network?.address ?? pod.node.address,
        exec: (argv, options) => this.#run(files, argv, options),
      },
    }
  }

  async #run(files: NamespaceFiles, argv: readonly string[], options: PodExecOptions): Promise<PodExecResult> {
    this.#servers.throwIfOneEnded()
    const result = await execInPod(this.#holder, files, argv, options)
    // A client whose server died fails too; the server's own words say why.
    if (result.exitCode !== 0) this.#servers.throwIfOneEnded()
    return result
  }
}
