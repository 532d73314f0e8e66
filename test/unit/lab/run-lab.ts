import { trafficPaths } from '../../../main/experiment/paths.ts'
import { onTestFinished } from 'vitest'
import { findVariants } from '../../../main/cnis/index.ts'
import { resumeExperiment, runExperiment } from '../../../main/lab/experiment.ts'
import type { Experiment, LabParts } from '../../../main/lab/run-under-way.ts'
import type { Probe } from '../../../main/probes/probe.ts'
import { measuring } from '../builders/probes.ts'
import type { ResolvedSpec } from '../../../main/experiment/spec.ts'
import { openStore } from '../../../main/store/open-store.ts'
import type { Environment, RunEvent } from '../../../main/store/events.ts'
import type { Store } from '../../../main/store/store.ts'
import { FakeRuntime, type Behaviour } from './fake-runtime.ts'

const environment: Environment = {
  cnilab: '0.1.0',
  node: 'v24.0.0',
  os: 'test',
  kernel: '6.1',
  arch: 'x64',
  cpuModel: 'test',
  cores: 2,
  memoryBytes: 8e9,
  tools: {},
}

export const three = ['kindnet', 'flannel/vxlan', 'calico/vxlan'] as const

const aSpec = (change: Partial<ResolvedSpec> = {}): ResolvedSpec => ({
  runtime: 'kind',
  mode: 'quick',
  seed: 7,
  rounds: 2,
  maxRounds: 2,
  intensity: { durationS: 3, requests: 30 },
  paths: [...trafficPaths],
  ...change,
})

interface LabOptions {
  readonly variants?: readonly string[]
  readonly spec?: Partial<ResolvedSpec>
  readonly probes?: readonly Probe[]
  /** Beside these, those that are read once. */
  readonly once?: readonly Probe[]
  readonly behaviour?: Behaviour
  readonly concurrency?: number
  /** Sees each event before the run goes on. */
  readonly onEvent?: (event: RunEvent, count: number) => void
  /** Watches as well. */
  readonly observer?: LabParts['observer']
  readonly signal?: AbortSignal
  readonly store?: Store
}

export function aStore(): Store {
  const store = openStore(':memory:')
  onTestFinished(() => {
    store[Symbol.dispose]()
  })
  return store
}

/** An experiment with everything around it in memory. */
export function aLab(options: LabOptions = {}) {
  const runtime = new FakeRuntime(options.behaviour)
  const store = options.store ?? aStore()
  const events: RunEvent[] = []
  const experiment: Experiment = {
    spec: aSpec(options.spec),
    variants: findVariants(options.variants ?? three),
    probes: [...(options.probes ?? measuring), ...(options.once ?? [])],
  }
  const parts: LabParts = {
    runtime,
    store,
    environment,
    allProbes: measuring,
    concurrency: options.concurrency ?? 2,
    observer: {
      event: (event) => {
        events.push(event)
        options.observer?.event(event)
        options.onEvent?.(event, events.length)
      },
      stepBegun: (...step) => options.observer?.stepBegun(...step),
    },
  }
  const signal = options.signal ?? new AbortController().signal
  return {
    runtime,
    store,
    events,
    run: () => runExperiment(experiment, parts, signal),
    resume: (runId: string) => resumeExperiment(runId, experiment, parts, signal),
    eventsOf: <T extends RunEvent['type']>(type: T) =>
      events.filter((event): event is Extract<RunEvent, { type: T }> => event.type === type),
  }
}
