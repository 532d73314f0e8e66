import { cellsOf } from '../experiment/cells.ts'
import { modes } from '../experiment/modes.ts'
import type { TrafficPath } from '../experiment/paths.ts'
import type { ExperimentSpec, ResolvedSpec } from '../experiment/spec.ts'
import { isCompared, questionsOf } from '../findings/questions.ts'
import type { Probe } from '../probes/probe.ts'
import { canDecide, planLooks, type Look } from '../statistics/plan-looks.ts'
import { timesOf } from './due-cells.ts'
import { recordedProbe } from './recorded-probe.ts'
import { roundMs, type TurnTimes } from './turn-time.ts'

/** What is to be measured, and with what spread. */
export interface RoundsAsked {
  readonly choice: Pick<ExperimentSpec, 'mode' | 'rounds' | 'budgetMs'>
  readonly probes: readonly Probe[]
  readonly paths: TrafficPath[]
  readonly clusters: number
  readonly intensity: ResolvedSpec['intensity']
  /** See `RuntimeProfile`. */
  readonly usualSpread: number
  readonly times: TurnTimes
}

export interface RoundPlan extends Pick<ResolvedSpec, 'rounds' | 'maxRounds' | 'looks'> {
  /** Whether so many rounds can rank or equate anything. */
  readonly decides: boolean
}

/** How many rounds a run has: those asked for, those that fit into its time, or those that its mode's promise takes. */
export function planRounds(asked: RoundsAsked): RoundPlan {
  const { choice, probes, paths, clusters, usualSpread } = asked
  const questions = questionsOf({ probes: probes.map(recordedProbe), spec: { paths, looks: [] } })
  const pairs = (clusters * (clusters - 1)) / 2
  const hypotheses = questions.filter(isCompared).length * pairs
  if (choice.rounds !== undefined)
    return { rounds: choice.rounds, maxRounds: choice.rounds, decides: canDecide(choice.rounds, hypotheses) }
  const { difference, roundsAlone } = modes[choice.mode]
  const fitting = choice.budgetMs === undefined ? undefined : roundsIn(choice.budgetMs, asked)
  if (hypotheses === 0) {
    // There is nothing to decide on the way.
    const rounds = Math.min(roundsAlone, fitting ?? roundsAlone)
    return { rounds, maxRounds: rounds, decides: false }
  }
  const planned = planLooks({ hypotheses, spread: usualSpread, difference, mostRounds: fitting })
  const looks = fitting === undefined ? planned : withOpenEnd(planned)
  const [first, last] = [looks[0], looks.at(-1)].map((look) => look?.rounds ?? 1)
  const decides = canDecide(planned.at(-1)?.rounds ?? 1, hypotheses)
  return { rounds: first ?? 1, maxRounds: last ?? 1, looks: [...looks], decides }
}

/** How many times as many rounds as expected may fit into a time: the clock says when it is over, and then is the last look. */
const roomForMore = 3

const withOpenEnd = (looks: readonly Look[]): readonly Look[] =>
  looks.map((look, index) => (index < looks.length - 1 ? look : { ...look, rounds: look.rounds * roomForMore }))

/** Rounds that fit into a time with everything read on; what is decided on the way makes room for more, which are not planned for. */
function roundsIn(budgetMs: number, { probes, paths, clusters, intensity, times }: RoundsAsked): number {
  const cells = cellsOf(
    probes.filter(({ repeat }) => repeat === 'each-round'),
    paths,
  )
  const manyRounds = 12
  const ms = cells.reduce(
    (sum, cell) => sum + timesOf(cell, { looks: [] }, manyRounds) * times.readingMs(cell.probe, intensity),
    0,
  )
  return Math.max(1, Math.floor(budgetMs / roundMs({ clusters, readingsMs: ms / manyRounds, times })))
}
