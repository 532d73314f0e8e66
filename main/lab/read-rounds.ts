import type { LookTaken } from '../experiment/look.ts'
import { familyAlpha } from '../statistics/promises.ts'
import { balancedOrders } from '../statistics/balanced-orders.ts'
import { minutesWords } from '../words/en/rounds.ts'
import { TimeBudget } from './time-budget.ts'
import { dueCells } from './due-cells.ts'
import type { Run, Sessions } from './run-under-way.ts'
import { takeLook } from './take-look.ts'
import { everyVariantFailed, takeTurn, unreadBy } from './take-turn.ts'

/**
 * All rounds, until nothing is open, the most rounds are done or the time is over. What a look found decided is not read any more,
 * of no variant, so that what is compared stays paired. @returns those that are still in the run
 */
export async function readRounds(run: Run, sessions: Sessions): Promise<Sessions> {
  const { spec, store, recorder } = run
  const earlier = store.run(recorder.runId)
  const measured = run.cells.filter(({ probe }) => probe.repeat === 'each-round')
  if (measured.length === 0) return sessions
  const unread = unreadBy(run, 'each-round')
  // A run of before there were looks has all its rounds, and no more.
  const most = spec.looks ? spec.maxRounds : spec.rounds
  const orders = balancedOrders(sessions.map(({ variant }) => variant.id).sort(), most, spec.seed)
  const budget = new TimeBudget(spec.budgetMs, earlier)
  let active = sessions
  let look: LookTaken | undefined
  let round = 1
  for (; round <= most && active.length > 0; round++) {
    const moment = { round, active: active.map(({ variant }) => variant.id), look }
    const due = new Map(moment.active.map((id) => [id, dueCells(measured, spec, id, moment)]))
    if ([...due.values()].every((cells) => cells.length === 0)) break
    const begun = earlier.rounds.find((one) => one.round === round)?.order ?? []
    if (begun.length === 0 && !budget.hasTimeForARound()) break
    // A round that was begun before the run was interrupted keeps its order, which its readings were taken in.
    const others = orders[round - 1]?.filter((id) => !begun.includes(id) && (due.get(id) ?? []).length > 0)
    const order = [...begun, ...(others ?? [])]
    if (order.length > begun.length) recorder.append({ type: 'round.started', round, order })
    for (const id of order) {
      const session = active.find(({ variant }) => variant.id === id)
      const lacking = unread(id, round).filter((cell) => due.get(id)?.includes(cell))
      if (session) active = await takeTurn(run, session, active, lacking, round)
    }
    budget.roundEnded()
    const planned = spec.looks?.find(({ rounds }) => rounds === round)
    if (planned) look = lookAfter(run, round, planned.alpha)
  }
  if (active.length === 0) throw everyVariantFailed()
  if (round <= most && budget.isOver) endByTime(run, round - 1)
  return active
}

/** The look that was taken after a round before the run was interrupted stays what it was. */
const lookAfter = (run: Run, round: number, alpha: number): LookTaken =>
  run.store.run(run.recorder.runId).looks?.find((look) => look.round === round) ?? takeLook(run, round, alpha)

/** The last look comes when the time is over, which does not depend on what was found: it may spend all that is left. */
function endByTime(run: Run, rounds: number): void {
  const { recorder, store, spec } = run
  const { budgetMs = 0 } = spec
  const taken = store.run(recorder.runId).looks ?? []
  recorder.steps(null).log(`The time of ${minutesWords(budgetMs)} is over after ${String(rounds)} rounds.`)
  if (rounds === 0 || taken.some(({ round }) => round === rounds)) return
  takeLook(run, rounds, familyAlpha - taken.reduce((sum, { alpha }) => sum + alpha, 0))
}
