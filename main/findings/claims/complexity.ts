import type { FootprintFacts } from '../../probes/footprint/facts.ts'
import { footprint } from '../../probes/footprint/footprint.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import type { ClaimColumn, Measure, Place } from './claim.ts'
import {
  confirmed,
  decide,
  factsOfCni,
  linksTo,
  linkTo,
  withoutFacts,
  type ClaimDecision,
  type ClaimInputs,
  type RowRules,
  type Rule,
} from './rule.ts'

interface MeasureOf {
  readonly id: Measure
  readonly of: (facts: FootprintFacts) => number | undefined
  /** One observation of what varies tells nothing finer than this share. */
  readonly within: number
}

const measures: readonly MeasureOf[] = [
  { id: 'objects', of: ({ objectCount }) => objectCount, within: 0 },
  { id: 'crds', of: ({ crds }) => crds, within: 0 },
  { id: 'pods', of: ({ pods }) => pods, within: 0 },
  { id: 'images', of: ({ images }) => images.length, within: 0 },
  { id: 'image-size', of: ({ imageBytes }) => imageBytes, within: 0 },
  { id: 'memory', of: ({ memoryBytes }) => memoryBytes, within: 0.1 },
  { id: 'ready', of: ({ readyMs }) => readyMs, within: 0.1 },
]

const columns: readonly ClaimColumn[] = ['flannel', 'calico', 'cilium']

const rankRule =
  (cni: ClaimColumn, place: Place): Rule =>
  (inputs) => {
    const absent = columns.find((column) => factsOfCni(inputs, column, footprint).length === 0)
    if (absent) {
      const because = withoutFacts(inputs, absent, footprint).reason
      return decide('not-tested', { code: 'all-needed', because })
    }
    const own = footprintOf(inputs, cni)
    const others = columns.flatMap((column) => (column === cni ? [] : footprintOf(inputs, column)))
    const [first] = own
    if (!first) return withoutFacts(inputs, cni, footprint)
    return placeOf(cni, place, first, others)
  }

export const complexityRules: RowRules = {
  flannel: rankRule('flannel', 'lowest'),
  calico: rankRule('calico', 'between'),
  cilium: rankRule('cilium', 'highest'),
}

/** The first variant without encryption, which would add to it. */
function footprintOf(inputs: ClaimInputs, cni: ClaimColumn): readonly VariantFacts<FootprintFacts>[] {
  const all = factsOfCni(inputs, cni, footprint)
  const plain = all.filter(({ variant }) =>
    inputs.run.variants.some(({ id, configured }) => id === variant && !configured.encryption),
  )
  return [...plain, ...all].slice(0, 1)
}

function placeOf(
  cni: ClaimColumn,
  place: Place,
  own: VariantFacts<FootprintFacts>,
  otherCnis: readonly VariantFacts<FootprintFacts>[],
): ClaimDecision {
  const known = measures.filter(({ of }) => [own, ...otherCnis].every(({ facts }) => of(facts) !== undefined))
  const fits = known.filter((measure) => isAt(place, measure, own, otherCnis)).map(({ id }) => id)
  const others = known.map(({ id }) => id).filter((id) => !fits.includes(id))
  const reason = { code: 'place', cni, variant: own.variant, place, fits, others } as const
  const links = linksTo(footprint, [own, ...otherCnis])
  if (fits.length === 0) return decide('refuted', reason, links)
  if (others.length === 0) return confirmed(reason, linkTo(footprint, own.variant), ...links.slice(1))
  return decide('partly', reason, links)
}

/** Tied with another is neither the lowest nor the highest nor between. */
function isAt(
  place: Place,
  { of, within }: MeasureOf,
  own: VariantFacts<FootprintFacts>,
  others: readonly VariantFacts<FootprintFacts>[],
) {
  const value = of(own.facts) ?? 0
  const signs = others.map(({ facts }) => {
    const against = of(facts) ?? 0
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
