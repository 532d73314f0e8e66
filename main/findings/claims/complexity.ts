import type { ClaimColumn } from '../evidence/claims.ts'
import type { FootprintEvidence } from '../evidence/footprint.ts'
import { counted, listOf } from '../wording.ts'
import type { ClaimGrounds } from './check-claims.ts'
import {
  allSeenIn,
  cniTitles,
  confirmed,
  judged,
  notLookedAt,
  ofCni,
  seenIn,
  type Judgement,
  type Rule,
  type RowRules,
} from './rule.ts'

type Place = 'lowest' | 'between' | 'highest'

interface Measure {
  readonly name: string
  readonly of: (footprint: FootprintEvidence) => number | undefined
  /** One look at what varies from look to look tells nothing finer than this share. */
  readonly within: number
}

const measures: readonly Measure[] = [
  { name: 'objects', of: ({ objectCount }) => objectCount, within: 0 },
  { name: 'CRDs', of: ({ crds }) => crds, within: 0 },
  { name: 'Pods', of: ({ pods }) => pods, within: 0 },
  { name: 'images', of: ({ images }) => images.length, within: 0 },
  { name: 'size of images', of: ({ imageBytes }) => imageBytes, within: 0 },
  { name: 'memory', of: ({ memoryBytes }) => memoryBytes, within: 0.1 },
  { name: 'time to ready', of: ({ readyMs }) => readyMs, within: 0.1 },
]

const columns: readonly ClaimColumn[] = ['flannel', 'calico', 'cilium']

const placed =
  (cni: ClaimColumn, place: Place): Rule =>
  (grounds) => {
    const absent = columns.find((column) => ofCni(grounds, column, grounds.evidence.footprint).length === 0)
    if (absent) return relativeOnly(notLookedAt(grounds, absent, 'footprint'))
    const own = footprintOf(grounds, cni)
    const others = columns.flatMap((column) => (column === cni ? [] : footprintOf(grounds, column)))
    const [first] = own
    if (!first) return notLookedAt(grounds, cni, 'footprint')
    return placeOf(cni, place, first, others)
  }

export const complexityRules: RowRules = {
  flannel: placed('flannel', 'lowest'),
  calico: placed('calico', 'between'),
  cilium: placed('cilium', 'highest'),
}

const relativeOnly = ({ because }: Judgement): Judgement =>
  judged('not-tested', `Low, medium and highest are relative, and take all three in one run. ${because}`)

/** The first variant without encryption, which would add to it. */
function footprintOf(grounds: ClaimGrounds, cni: ClaimColumn): readonly FootprintEvidence[] {
  const all = ofCni(grounds, cni, grounds.evidence.footprint)
  const plain = all.filter(({ variant }) =>
    grounds.run.variants.some(({ id, configured }) => id === variant && !configured.encryption),
  )
  return [...plain, ...all].slice(0, 1)
}

function placeOf(
  cni: ClaimColumn,
  place: Place,
  own: FootprintEvidence,
  others: readonly FootprintEvidence[],
): Judgement {
  const known = measures.filter(({ of }) => [own, ...others].every((each) => of(each) !== undefined))
  const fits = known.filter((measure) => isAt(place, measure, own, others))
  const rest = known.filter((measure) => !fits.includes(measure))
  const names = (list: readonly Measure[]) => listOf(list.map(({ name }) => name))
  const where = { lowest: 'lowest', between: 'between the others', highest: 'highest' }[place]
  const counts = `${cniTitles[cni]} (${own.variant}) is ${where} in ${String(fits.length)} of ${counted(known.length, 'measure')}`
  const links = allSeenIn('footprint', [own, ...others])
  if (fits.length === 0) return judged('refuted', `${counts}; not in ${names(rest)}.`, links)
  if (rest.length === 0)
    return confirmed(`${counts}: ${names(fits)}.`, seenIn('footprint', own.variant), ...links.slice(1))
  return judged('partly', `${counts}: ${names(fits)}; not in ${names(rest)}.`, links)
}

/** Level with another is neither the lowest nor the highest nor between. */
function isAt(place: Place, { of, within }: Measure, own: FootprintEvidence, others: readonly FootprintEvidence[]) {
  const value = of(own) ?? 0
  const signs = others.map((other) => {
    const against = of(other) ?? 0
    return Math.abs(value - against) <= within * Math.max(value, against) ? 0 : Math.sign(value - against)
  })
  switch (place) {
    case 'lowest':
      return signs.every((sign) => sign < 0)
    case 'highest':
      return signs.every((sign) => sign > 0)
    case 'between':
      return signs.includes(1) && signs.includes(-1)
  }
}
