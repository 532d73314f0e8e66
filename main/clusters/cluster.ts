import type { Manifest } from '../cnis/recipe.ts'
import type { Variant } from '../cnis/variant.ts'
import type { Capability } from '../experiment/capability.ts'

export type { Manifest }

/** One machine of a cluster: a container on kind, a network namespace on netns. */
export interface ClusterNode {
  readonly name: string
  readonly role: 'control-plane' | 'worker'
  /** IPv4 address of the node. */
  readonly address: string
}

export interface PodExecOptions {
  readonly signal: AbortSignal
  /** Standard output as it comes. */
  readonly onStdout?: (chunk: string) => void
  /** Which container; the first one unless told. */
  readonly container?: string
}

export interface PodExecResult {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

/** A place to run commands in: a Pod on Kubernetes, a network namespace on netns. */
export interface Pod {
  readonly name: string
  readonly node: string
  /** IPv4 address others reach it by; the node's own for a host-network Pod. */
  readonly address: string
  /**
   * Runs `argv` to its end. A non-zero exit code is a result, not an error.
   * @throws LabError when the command could not be started; the signal's reason when aborted.
   */
  exec(argv: readonly string[], options: PodExecOptions): Promise<PodExecResult>
}

/** Images by what they are for; a runtime without images uses the host's programs. */
export type ImageRole = 'client' | 'http-server'

export interface ContainerSpec {
  readonly name: string
  readonly image: ImageRole
  /** Keeps running for the Pod's life. */
  readonly argv: readonly string[]
  /** TCP port it listens on, if any. */
  readonly port?: number
  /** It takes datagrams on the same port, too. */
  readonly udp?: true
}

export interface PodSpec {
  readonly name: string
  readonly node: string
  readonly hostNetwork: boolean
  readonly containers: readonly ContainerSpec[]
}

/** A port of a Service: as many inside as outside, and one of every node's own for all of its protocols. */
export interface ServicePort {
  readonly port: number
  readonly nodePort: number
  readonly protocols: readonly ('TCP' | 'UDP')[]
}

/** A name before a Pod's ports: a ClusterIP with NodePorts on Kubernetes. */
export interface ServiceSpec {
  readonly name: string
  /** The Pod behind it. */
  readonly pod: string
  readonly ports: readonly ServicePort[]
}

export interface ProbePods {
  readonly pods: ReadonlyMap<string, Pod>
  /** Host name by which Pods reach each Service; empty where the runtime has no Services. */
  readonly serviceHosts: ReadonlyMap<string, string>
  /** A port of the Services → that of every node which leads to it; absent where the runtime has no Services. */
  readonly nodePorts?: ReadonlyMap<number, number>
}

/** What probes ask of Kubernetes. Errors are LabErrors `cluster-failed` in the API server's own words. */
export interface KubernetesApi {
  /** Image of each role, as the nodes have it. */
  readonly images: Readonly<Record<ImageRole, string>>
  /** Applies objects server-side. */
  apply(objects: readonly Manifest[], signal: AbortSignal): Promise<void>
  /** Asks for the deletion of objects; one that is not there is fine. Does not wait. */
  delete(objects: readonly Manifest[], signal: AbortSignal): Promise<void>
  /** What a path of the API answers as text, e.g. `/api/v1/nodes` or a Pod's log; undefined where there is none (404). */
  get(path: string, signal: AbortSignal): Promise<string | undefined>
  /** Runs a command in any container of the cluster. */
  exec(
    place: { readonly namespace: string; readonly pod: string; readonly container?: string },
    argv: readonly string[],
    options: PodExecOptions,
  ): Promise<PodExecResult>
}

/** One variant under test: nodes, and the means to make Pods on them, run commands in them, and end it all. */
export interface Cluster extends AsyncDisposable {
  readonly name: string
  readonly variant: Variant
  readonly nodes: readonly ClusterNode[]
  /** It was there before: an earlier run kept it. */
  readonly reused: boolean
  /** What was really installed: versions and images with digests, as the runtime found them. */
  readonly installed: Installed
  /** Makes (or finds, when they are there already) the Pods and Services and waits until they run. */
  deployProbes(pods: readonly PodSpec[], services: readonly ServiceSpec[], signal: AbortSignal): Promise<ProbePods>
  /** The Kubernetes API, where there is one. */
  readonly kubernetes?: KubernetesApi
  /** Runs a command on a node, in its network namespace and with its programs. A non-zero exit code is a result. */
  onNode(node: string, argv: readonly string[], options: PodExecOptions): Promise<PodExecResult>
  /** A new host in the nodes' network that is no part of the cluster, running `argv` all its life; gone with the cluster. */
  outside?(argv: readonly string[], signal: AbortSignal): Promise<Pod>
  /** Stops the cluster from using the CPU, or nothing where an idle cluster uses none. */
  pause(signal: AbortSignal): Promise<void>
  /** Undoes `pause`; returns when nodes and Pods are healthy again. */
  resume(signal: AbortSignal): Promise<void>
  /** Deletes the cluster and verifies that it is gone, or leaves it where it is to be kept. Safe to call twice. */
  close(): Promise<void>
  /** Deletes the cluster even where it was to be kept: it turned out to be broken. */
  discard(): Promise<void>
}

export interface Installed {
  readonly kubernetes?: string
  readonly cniVersion?: string
  /** Image reference → digest or image id. */
  readonly images: Readonly<Record<string, string>>
  /** Where manifests, charts and plugins came from, with the sha256 of what was used. */
  readonly sources: readonly { readonly what: string; readonly from: string; readonly sha256: string }[]
}

/** What a step's time counts as in the cost of a run. */
export type StepKind = 'create' | 'wait' | 'pause' | 'probe' | 'delete' | 'other'

/** Told about each step of making a cluster, as it begins and ends. */
export interface StepReporter {
  /** Runs a step; `kind` is `create` unless told. By `id` what took long is found again, whatever its title. */
  step<T>(title: string, run: () => Promise<T>, kind?: StepKind, id?: string): Promise<T>
  log(line: string): void
}

export interface CreateOptions {
  readonly signal: AbortSignal
  readonly steps: StepReporter
  /** Name of the run or command that owns the cluster, recorded so that leftovers can be told from clusters in use. */
  readonly owner: string
}

/** What holds of a runtime, opened or not. */
export interface RuntimeTraits {
  readonly id: string
  /** What probes and paths may need. */
  readonly provides: readonly Capability[]
  /** Idle clusters use the CPU, so that those not under test must be paused. */
  readonly idleClustersCost: boolean
}

/** Where clusters come from. */
export interface Runtime extends RuntimeTraits {
  /** Refuses, with a LabError that says what is missing, when this machine cannot make these variants. */
  preflight(variants: readonly Variant[], signal: AbortSignal): Promise<void>
  /** Which features the kernel that nodes run on has, of those that variants are built from; absent where nobody asks. */
  kernelFeatures?(signal: AbortSignal): Promise<Readonly<Record<string, boolean>>>
  /** Versions of the programs that it works with, as they print them. */
  tools(signal: AbortSignal): Promise<Readonly<Record<string, string>>>
  /** A healthy cluster of the variant: made anew, or one that was kept and has the same recipe. Deletes itself on failure. */
  acquire(variant: Variant, options: CreateOptions): Promise<Cluster>
}
