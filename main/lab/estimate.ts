import { runtimes } from '../clusters/index.ts'
import { findVariants } from '../cnis/index.ts'
import { cellsOf } from '../experiment/cells.ts'
import { availablePaths } from '../experiment/paths.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { possibleProbes } from './chosen-probes.ts'
import { timesOf } from './due-cells.ts'
import type { History } from './history.ts'
import { intensityOf } from './intensity.ts'
import { planRounds } from './plan-rounds.ts'
import { aroundTurnMs, turnTimes } from './turn-time.ts'

/** What an experiment will take, before it is made. */
export interface CostEstimate {
  /** Executions of probes, without the repetition of failed ones. */
  readonly samples: number
  /** Wall time until the first look at what was found; `parts` add up to it. */
  readonly durationMs: number
  readonly parts: { readonly createMs: number; readonly probeMs: number; readonly otherMs: number }
  /** Of the most rounds, with nothing decided on the way. */
  readonly longestMs: number
  /** The fewest and the most. */
  readonly rounds: readonly [number, number]
  /** Whether so many rounds can rank or equate anything. */
  readonly decides: boolean
  readonly memoryBytes: number
  readonly diskBytes: number
  /** Where the times come from. */
  readonly basis: 'earlier runs on this machine' | 'typical times'
}

/** @throws LabError `unknown-name` */
export function estimateRun(choice: ExperimentSpec, history: History, { concurrency = 2 } = {}): CostEstimate {
  const runtime = runtimes.get(choice.runtime)
  const clusters = findVariants(choice.variants).length
  const intensity = intensityOf(choice)
  const { provides } = runtime
  const known = history[runtime.id]
  const times = turnTimes(runtime, known)
  const paths = availablePaths(choice.paths, provides)
  const probes = possibleProbes(choice.probes, provides)
  const { rounds, maxRounds, looks, decides } = planRounds({
    ...{ choice, probes, paths, clusters, intensity, times },
    usualSpread: runtime.usualSpread,
  })
  const cells = cellsOf(probes, paths)
  const measured = cells.filter(({ probe }) => probe.repeat === 'each-round')
  const once = cells.filter(({ probe }) => probe.repeat === 'once')
  const around = aroundTurnMs(clusters, times)
  const { createMs: clusterMs, endMs: lastMs } = known ?? runtime.typical
  const createMs = clusterMs * Math.ceil(clusters / concurrency)
  const endMs = clusters > 0 ? lastMs : 0
  const onceMs = clusters * sum(once.map(({ probe }) => times.readingMs(probe, intensity)))
  const onceOtherMs = once.length > 0 ? clusters * around : 0
  const readingsMs = (most: number) =>
    clusters * sum(measured.map((cell) => timesOf(cell, { looks }, most) * times.readingMs(cell.probe, intensity)))
  const aroundMs = (most: number) => (measured.length > 0 ? clusters * most * around : 0)
  const after = (most: number) => readingsMs(most) + aroundMs(most) + onceMs + onceOtherMs + endMs
  const onlyRoundsMs = readingsMs(maxRounds) + aroundMs(maxRounds)
  const longestMeasuringMs = after(maxRounds) - onlyRoundsMs + Math.min(onlyRoundsMs, choice.budgetMs ?? Infinity)
  return {
    samples: clusters * sum(measured.map((cell) => timesOf(cell, { looks }, rounds))),
    durationMs: Math.round(createMs + after(rounds)),
    parts: roundedParts(createMs, readingsMs(rounds) + onceMs, aroundMs(rounds) + onceOtherMs + endMs),
    longestMs: Math.round(createMs + longestMeasuringMs),
    rounds: [rounds, maxRounds],
    decides,
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

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
