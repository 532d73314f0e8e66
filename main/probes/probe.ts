import type { ContainerSpec } from '../clusters/cluster.ts'

/** Which way traffic goes. `host-host` is the baseline that the others are divided by. */
export const pathIds = ['host-host', 'pod-pod/same-node', 'pod-pod/cross-node', 'pod-service'] as const
export type PathId = (typeof pathIds)[number]
export const baselinePath: PathId = 'host-host'

export type Unit = 'bit/s' | 'ms' | 'count' | '%'

export interface Metric {
  readonly unit: Unit
  /** `neither`: shown, never ranked. */
  readonly better: 'higher' | 'lower' | 'neither'
  /** What is measured, in words. */
  readonly of: string
  /** Shown first and compared between variants; the others are in the tables. */
  readonly headline?: true
}

export interface Target {
  /** Address or DNS name. */
  readonly host: string
  readonly port: number
}

/** How long and how often one execution works, from the experiment's mode. */
export interface Intensity {
  readonly durationS: number
  readonly requests: number
}

/** What one execution yields: a number per metric and, for latencies, every single value, so that percentiles can be pooled. */
export interface Measurement {
  readonly metrics: Readonly<Record<string, number>>
  readonly distributions?: Readonly<Record<string, readonly number[]>>
  /** Set where the measuring program itself says that the CPU was the limit. */
  readonly cpuLimited?: boolean
}

/** A variation of a probe that is measured on its own, e.g. one stream and eight. */
export interface ProbeCase {
  readonly id: string
  readonly title: string
}

/**
 * One measurement: how to start its server, what to run as the client, how to read the client's output.
 * A new probe is a new folder with one of these, named in `index.ts`; nothing else changes.
 */
export interface Probe {
  readonly id: string
  readonly title: string
  /** The question it answers, as the report asks it. */
  readonly question: string
  readonly paths: readonly PathId[]
  readonly cases: readonly ProbeCase[]
  readonly server: ContainerSpec & { readonly port: number }
  readonly metrics: Readonly<Record<string, Metric>>
  /** Command of one execution, run in a Pod of the image role `client`. */
  client(options: {
    readonly caseId: string
    readonly target: Target
    readonly intensity: Intensity
  }): readonly string[]
  /** A quick exchange with the server: exit code 0 says that the path works. */
  check(target: Target): readonly string[]
  /** How long one execution may take before it counts as hung. */
  deadlineMs(intensity: Intensity): number
  /**
   * Reads the client's standard output.
   * @throws LabError `unparsable-output` | `probe-failed`
   */
  parse(stdout: string): Measurement
}

/** Checks at compile time that a probe is complete; at run time it is the probe itself. */
export const defineProbe = <const P extends Probe>(probe: P): P => probe
