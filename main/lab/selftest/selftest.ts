import { modes } from '../../experiment/modes.ts'
import { probes } from '../../probes/index.ts'
import type { NoiseFloor } from '../../store/events.ts'
import { version } from '../../system/version.ts'
import type { ClusterLab } from '../lab-context.ts'
import { holdMachine } from '../machine-lock.ts'
import { openMachine } from '../open-machine.ts'
import type { Calibration } from './calibration.ts'
import { conduct, type SelftestChoice, type SelftestWatch } from './conduct.ts'
import { emptyJournal, openJournal } from './journal.ts'
import { noiseOf } from './noise-floor.ts'
import { writeNoiseFloor } from './noise-floor-file.ts'
import type { Outcome } from './outcome.ts'
import { tallyOf, type Tally } from './tally.ts'
import { twinExperiment } from './twin-experiment.ts'

/** Rounds of fewer experiments are too few to speak for a machine. */
const leastForNoise = 5

export interface SelftestOptions extends SelftestChoice {
  readonly runtime: string
  /** In each experiment, instead of as many as the quick mode plans. */
  readonly rounds?: number | undefined
  /** Keeps what was found, and goes on from what is there. */
  readonly journal?: string | undefined
}

export interface SelftestReport extends SelftestOptions {
  readonly calibration: Calibration
  readonly tally: Tally
  readonly outcomes: readonly Outcome[]
  /** Absent without experiments of equal twins. `isKept`: reports print it from now on. */
  readonly noise: { readonly floor: NoiseFloor; readonly isKept: boolean }
}

/** Tests the lab itself: whether it finds what is there, and only that. Has the machine to itself. @throws LabError, or the signal's reason */
export async function selftest(
  options: SelftestOptions,
  lab: Pick<ClusterLab, 'paths' | 'environment' | 'machine'>,
  watch: SelftestWatch,
  signal: AbortSignal,
): Promise<SelftestReport> {
  using _machine = holdMachine(lab.paths, 'a self-test')
  const { runtime: id, seed, slowDowns, rounds } = options
  const { base, given, experiment } = twinExperiment(id, { seed, rounds })
  const machine = await lab.machine()
  const opened = await openMachine(given, machine, lab, () => false, signal)
  const identity = { runtime: id, seed, slowDowns: [...slowDowns], rounds, cnilab: version }
  const journal = options.journal === undefined ? emptyJournal() : await openJournal(options.journal, identity)
  const parts = { ...opened, allProbes: probes.all(), concurrency: machine.concurrency }
  const { calibration, outcomes } = await conduct(options, { base, experiment, lab: parts, journal, watch }, signal)
  const equal = outcomes.filter(({ slowDown }) => slowDown === 0).length
  const floor: NoiseFloor = {
    measuredAt: new Date().toISOString(),
    runtime: id,
    cnilab: version,
    experiments: equal,
    questions: noiseOf(outcomes),
  }
  const isKept = equal >= leastForNoise
  if (isKept) await writeNoiseFloor(lab.paths, opened.environment, floor)
  return {
    ...options,
    calibration,
    tally: tallyOf(outcomes, calibration, modes[experiment.spec.mode]),
    outcomes,
    noise: { floor, isKept },
  }
}
