import type { Variant } from '../../cnis/variant.ts'
import { openStore } from '../../store/open-store.ts'
import { stopwatch } from '../../system/stopwatch.ts'
import { runExperiment } from '../experiment.ts'
import type { Experiment, LabParts } from '../run-under-way.ts'
import { calibrate } from './calibrate.ts'
import { slowDownBy, type Calibration } from './calibration.ts'
import type { Journal } from './journal.ts'
import { answersOf, type Outcome } from './outcome.ts'
import { planExperiments, type PlannedExperiment } from './plan-experiments.ts'
import { twinRuntime } from './twins.ts'

export interface SelftestChoice {
  /** Of each kind: equal twins, and each slow-down. */
  readonly experiments: number
  /** As shares. */
  readonly slowDowns: readonly number[]
  readonly seed: number
  /** Samples of each twin that calibrate the slow-downs. */
  readonly pairs: number
}

export interface SelftestParts {
  /** What both twins are. */
  readonly base: Variant
  /** Of twins; each experiment is this one with a seed of its own. */
  readonly experiment: Experiment
  readonly lab: Pick<LabParts, 'runtime' | 'environment' | 'allProbes' | 'concurrency'>
  /** What was done before is not done again. */
  readonly journal: Journal
  readonly watch: SelftestWatch
}

/** Is told what happens. */
export interface SelftestWatch {
  calibrated(calibration: Calibration): void
  finished(outcome: Outcome, number: number, of: number): void
}

const uncalibrated: Calibration = { rules: 0, pairs: 0, costs: [] }

/** Does all experiments, one after the other. @throws LabError where one cannot be finished; the journal has those before it */
export async function conduct(
  { experiments, slowDowns, seed, pairs }: SelftestChoice,
  { base, experiment, lab, journal, watch }: SelftestParts,
  signal: AbortSignal,
): Promise<{ readonly calibration: Calibration; readonly outcomes: readonly Outcome[] }> {
  const calibrating = () => calibrate({ base, experiment, runtime: lab.runtime, pairs, signal })
  const calibration = journal.calibration ?? (slowDowns.length > 0 ? await calibrating() : uncalibrated)
  if (!journal.calibration) await journal.calibrated(calibration)
  watch.calibrated(calibration)
  const planned = planExperiments(experiments, slowDowns, seed)
  const outcomes = journal.outcomes.slice(0, planned.length)
  for (const [index, next] of planned.entries()) {
    if (index < outcomes.length) continue
    const runtime = twinRuntime(lab.runtime, base, slowDownBy(next.slowDown, calibration.costs))
    const outcome = await experimentOf(next, experiment, { ...lab, runtime }, signal)
    await journal.finished(outcome)
    outcomes.push(outcome)
    watch.finished(outcome, index + 1, planned.length)
  }
  return { calibration, outcomes }
}

/** One run as a person would do it, in a store that nobody keeps. */
async function experimentOf(
  { slowDown, seed }: PlannedExperiment,
  experiment: Experiment,
  lab: SelftestParts['lab'],
  signal: AbortSignal,
): Promise<Outcome> {
  const elapsedMs = stopwatch()
  using store = openStore(':memory:')
  const seeded = { ...experiment, spec: { ...experiment.spec, seed } }
  const run = await runExperiment(seeded, { ...lab, store, observer: unwatched }, signal)
  signal.throwIfAborted()
  return { slowDown, seed, durationMs: Math.round(elapsedMs()), answers: [...answersOf(run)] }
}

const unwatched: LabParts['observer'] = { event: () => undefined, stepBegun: () => undefined }
