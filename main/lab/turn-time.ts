import type { RuntimeProfile } from '../clusters/runtime.ts'
import type { Intensity, Probe } from '../probes/probe.ts'
import type { Times } from './history.ts'

/** How long a turn takes here: see `Times`. */
export interface TurnTimes {
  readonly turnMs: number
  readingMs(probe: Probe, intensity: Intensity): number
}

/** From earlier runs on this machine, where there are any. */
export const turnTimes = ({ typical }: Pick<RuntimeProfile, 'typical'>, known: Times | undefined): TurnTimes => ({
  turnMs: (known ?? typical).turnMs,
  readingMs: (probe, intensity) => probe.typicalMs(intensity) * (known?.probeFactors.get(probe.id) ?? 1),
})

interface Round {
  readonly clusters: number
  readonly readingsMs: number
  readonly times: Pick<TurnTimes, 'turnMs'>
}

/** A cluster alone is never paused. */
export const aroundTurnMs = (clusters: number, { turnMs }: Pick<TurnTimes, 'turnMs'>): number =>
  clusters > 1 ? turnMs : 0

export const roundMs = ({ clusters, readingsMs, times }: Round): number =>
  Math.max(1, clusters * (readingsMs + aroundTurnMs(clusters, times)))
