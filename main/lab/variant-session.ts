import type { Cluster, ProbePods, Runtime, StepReporter } from '../clusters/cluster.ts'
import type { Variant } from '../cnis/variant.ts'
import type { Probe } from '../probes/probe.ts'
import { toLabErrorDetails } from '../system/errors.ts'
import { waitForPaths } from './gate.ts'
import { probePodsOf, type Measurement } from './plan.ts'
import type { Recorder } from './recorder.ts'
import { takeReading, type ReadingChoice } from './take-reading.ts'

const firstGate = { times: 3, timeoutMs: 120_000 }
const laterGate = { times: 1, timeoutMs: 60_000 }

interface SessionOptions {
  readonly runtime: Runtime
  /** Every probe there is, whatever is measured: see `probePodsOf`. */
  readonly probes: readonly Probe[]
  readonly measurements: readonly Measurement[]
  readonly recorder: Recorder
  readonly signal: AbortSignal
}

/** A variant in an experiment: its cluster, the Pods in it, and what to do with them in each turn. */
export class VariantSession {
  readonly variant: Variant
  readonly cluster: Cluster
  readonly #probePods: ProbePods
  readonly #measurements: readonly Measurement[]
  readonly #recorder: Recorder
  readonly #steps: StepReporter
  #isPaused = false

  private constructor(cluster: Cluster, probePods: ProbePods, { measurements, recorder }: SessionOptions) {
    this.variant = cluster.variant
    this.cluster = cluster
    this.#probePods = probePods
    this.#measurements = measurements
    this.#recorder = recorder
    this.#steps = recorder.steps(cluster.variant.id)
  }

  /** Gets a cluster of the variant to where it can be measured. A kept one that cannot be is replaced, once, by a new one. */
  static async start(variant: Variant, options: SessionOptions): Promise<VariantSession> {
    const { runtime, recorder, signal } = options
    const steps = recorder.steps(variant.id)
    const owner = `run ${recorder.runId}`
    const cluster = await runtime.acquire(variant, { signal, steps, owner })
    if (!cluster.reused) return VariantSession.#deployProbes(cluster, options)
    try {
      return await VariantSession.#deployProbes(cluster, options)
    } catch (error) {
      signal.throwIfAborted()
      steps.log(`${cluster.name} is broken, a new cluster takes its place (${String(error)})`)
      await cluster.discard()
      return VariantSession.#deployProbes(await runtime.acquire(variant, { signal, steps, owner }), options)
    }
  }

  /** Starts the probes in a cluster, and closes it again when that fails. */
  static async #deployProbes(cluster: Cluster, options: SessionOptions): Promise<VariantSession> {
    const { runtime, probes, measurements, recorder, signal } = options
    const steps = recorder.steps(cluster.variant.id)
    await using undo = new AsyncDisposableStack()
    undo.use(cluster)
    const { pods, services } = probePodsOf(probes, cluster.nodes, runtime.provides.includes('services'))
    const probePods = await steps.step(
      'Starting probe Pods',
      () => cluster.deployProbes(pods, services, signal),
      'wait',
    )
    await steps.step('Checking every path', () => waitForPaths(probePods, measurements, firstGate, signal), 'wait')
    const { name, nodes, installed, reused } = cluster
    recorder.append({
      type: 'cluster.ready',
      variant: cluster.variant.id,
      cluster: name,
      reused,
      nodes: [...nodes],
      installed: { ...installed, images: { ...installed.images }, sources: [...installed.sources] },
    })
    undo.move()
    return new VariantSession(cluster, probePods, options)
  }

  async pause(signal: AbortSignal): Promise<void> {
    if (this.#isPaused) return
    await this.#steps.step('Pausing', () => this.cluster.pause(signal), 'pause')
    this.#isPaused = true
  }

  /** Keeps a variant that has failed from using the CPU while others are measured, whatever state it is in. */
  async quarantine(signal: AbortSignal): Promise<void> {
    try {
      await this.#steps.step('Pausing', () => this.cluster.pause(signal), 'pause')
    } catch (error) {
      signal.throwIfAborted()
      this.#steps.log(toLabErrorDetails(error, `Cannot pause ${this.cluster.name}`).message)
    }
  }

  /** Healthy again, and carrying traffic on every path. */
  async resume(signal: AbortSignal): Promise<void> {
    if (!this.#isPaused) return
    const wakeUp = async () => {
      await this.cluster.resume(signal)
      this.#isPaused = false
      await waitForPaths(this.#probePods, this.#measurements, laterGate, signal)
    }
    await this.#steps.step('Waiting until it is healthy again', wakeUp, 'wait')
  }

  /** One turn: every cell once, one after the other. A failure of one is recorded, never thrown. */
  async read(cells: readonly Measurement[], round: number, choice: ReadingChoice, signal: AbortSignal): Promise<void> {
    const place = { cluster: this.cluster, probePods: this.#probePods, ...choice }
    for (const { probe, ...cell } of cells) {
      const key = { ...cell, variant: this.variant.id, probe: probe.id, round }
      await takeReading(probe, key, place, this.#recorder, signal)
    }
  }

  /** Deletes the cluster. A failure to do so is recorded, never thrown: what was measured stays good. */
  async close(): Promise<void> {
    try {
      await this.#steps.step('Closing the cluster', () => this.cluster.close(), 'delete')
    } catch (error) {
      this.#steps.log(toLabErrorDetails(error, `Cannot delete ${this.cluster.name}`).message)
    }
  }
}
