import { runtimes } from '../clusters/index.ts'
import { findVariants } from '../cnis/index.ts'
import { availablePaths } from '../experiment/paths.ts'
import type { Intensity, Probe } from '../probes/probe.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { possibleProbes } from './chosen-probes.ts'
import type { History, Times } from './history.ts'
import { modes } from '../experiment/modes.ts'
import { cellsOf } from '../experiment/cells.ts'

/** What an experiment will take, before it is made. */
export interface CostEstimate {
  /** Executions of probes, without the repetition of failed ones. */
  readonly samples: number
  /** Wall time; `parts` add up to it. */
  readonly durationMs: number
  readonly parts: { readonly createMs: number; readonly probeMs: number; readonly otherMs: number }
  /** Rigorous mode may stop early and may go on: the time of the most rounds. */
  readonly longestMs: number
  readonly memoryBytes: number
  readonly diskBytes: number
  /** Where the times come from. */
  readonly basis: 'earlier runs on this machine' | 'typical times'
}

/** @throws LabError `unknown-name` */
export function estimateRun(choice: ExperimentSpec, history: History, { concurrency = 2 } = {}): CostEstimate {
  const { mode } = choice
  const runtime = runtimes.get(choice.runtime)
  const clusters = findVariants(choice.variants).length
  const { rounds, maxRounds, durationS, requests } = modes[mode]
  const intensity = { durationS: choice.durationS ?? durationS, requests }
  const { provides } = runtime
  const cells = cellsOf(possibleProbes(choice.probes, provides), availablePaths(choice.paths, provides))
  const measurements = cells.filter(({ probe }) => probe.repeat === 'each-round')
  const once = cells.filter(({ probe }) => probe.repeat === 'once')
  const known = history[runtime.id]
  const times = known ?? { ...runtime.typical, probeFactors: new Map<string, number>() }
  const turnProbeMs = sum(measurements.map(({ probe }) => probeMs(probe, intensity, times)))
  // A cluster alone is never paused.
  const turnOtherMs = clusters > 1 ? times.turnMs : 0
  const createMs = times.createMs * Math.ceil(clusters / concurrency)
  const endMs = clusters > 0 ? times.endMs : 0
  const onceMs = clusters * sum(once.map(({ probe }) => probeMs(probe, intensity, times)))
  const onceOtherMs = once.length > 0 ? clusters * turnOtherMs : 0
  const after = (turns: number) => turns * (turnProbeMs + turnOtherMs) + onceMs + onceOtherMs
  const turns = measurements.length > 0 ? clusters * (choice.rounds ?? rounds) : 0
  const mostTurns = measurements.length > 0 ? clusters * (choice.rounds ?? maxRounds) : 0
  return {
    samples: measurements.length * turns,
    durationMs: Math.round(createMs + after(turns) + endMs),
    parts: roundedParts(createMs, turns * turnProbeMs + onceMs, turns * turnOtherMs + onceOtherMs + endMs),
    longestMs: Math.round(createMs + after(mostTurns) + endMs),
    memoryBytes: clusters * runtime.memoryPerClusterBytes,
    diskBytes: clusters * runtime.diskPerClusterBytes,
    basis: known ? 'earlier runs on this machine' : 'typical times',
  }
}

/** Whole numbers that still add up to the whole. */
function roundedParts(createMs: number, probeMs: number, otherMs: number): CostEstimate['parts'] {
  const [create, probe] = [Math.round(createMs), Math.round(probeMs)]
  return { createMs: create, probeMs: probe, otherMs: Math.round(createMs + probeMs + otherMs) - create - probe }
}

const probeMs = (probe: Probe, intensity: Intensity, { probeFactors }: Times): number =>
  probe.typicalMs(intensity) * (probeFactors.get(probe.id) ?? 1)

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
