import { isDue, timesDue, type Cadence } from '../experiment/cadence.ts'
import { cadenceOf, type ProbeCell } from '../experiment/cells.ts'
import type { LookTaken } from '../experiment/look.ts'
import type { RunRecord } from '../store/run-record.ts'

/** Where a run is. */
export interface Moment {
  readonly round: number
  /** Variants that are still in the run. */
  readonly active: readonly string[]
  /** The last look that was taken. */
  readonly look: LookTaken | undefined
}

type Asked = ProbeCell<{
  readonly id: string
  readonly cases: readonly { id: string; cadence?: Cadence | undefined }[]
}>

/**
 * What a variant is to be read on in a round. Once there was a look, that is what it is open on, and, as long as there is anything,
 * its reference. Where there are no looks, it is everything, always.
 */
export function dueCells<C extends Asked>(
  cells: readonly C[],
  { looks }: Pick<RunRecord['spec'], 'looks'>,
  variant: string,
  { round, active, look }: Moment,
): readonly C[] {
  if (!looks) return cells
  const due = cells.filter((cell) => isDue(cadenceIn(cell), round))
  if (!look) return due
  const open = openFor(look, variant, active)
  if (open.length === 0) return []
  return due.filter((cell) => cadenceIn(cell) !== 'each' || open.some((question) => isOf(question, cell)))
}

const cadenceIn = ({ probe, caseId, path }: Asked): Cadence => cadenceOf(probe.cases, caseId, path)

/** A pair of which one is out of the run cannot be decided any more. */
const openFor = ({ open }: LookTaken, variant: string, active: readonly string[]) =>
  open.filter(
    ({ variants }) => variants.includes(variant) && variants.filter((each) => active.includes(each)).length > 1,
  )

const isOf = (question: LookTaken['open'][number], { probe, caseId, path, point }: Asked): boolean =>
  question.probe === probe.id && question.caseId === caseId && question.path === path && question.point === point

/** Readings of one variant in the rounds from the first to `rounds`, with nothing decided. */
export const timesOf = (cell: Asked, { looks }: Pick<RunRecord['spec'], 'looks'>, rounds: number): number =>
  looks ? timesDue(cadenceIn(cell), rounds) : rounds
