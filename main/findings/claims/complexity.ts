import type { FootprintFacts } from '../../probes/footprint/facts.ts'
import { footprint } from '../../probes/footprint/footprint.ts'
import type { VariantFacts } from '../../probes/probe.ts'
import { claimColumns, type ClaimColumn, type Measure, type Place } from './claim.ts'
import { decide, factsOfCni, linksTo, withoutFacts, type ClaimInputs, type RowRules, type Rule } from './rule.ts'

type Found = VariantFacts<FootprintFacts>

interface MeasureOf {
  readonly id: Measure
  readonly of: (facts: FootprintFacts) => number | undefined
  /** One observation of what varies tells nothing finer than this share. */
  readonly within?: number
}

const measures: readonly MeasureOf[] = [
  { id: 'objects', of: ({ objectCount }) => objectCount },
  { id: 'crds', of: ({ crds }) => crds },
  { id: 'pods', of: ({ pods }) => pods },
  { id: 'images', of: ({ images }) => images.length },
  { id: 'image-size', of: ({ imageBytes }) => imageBytes },
  { id: 'memory', of: ({ memoryBytes }) => memoryBytes, within: 0.1 },
  { id: 'ready', of: ({ readyMs }) => readyMs, within: 0.1 },
]

export const complexityRules: RowRules = {
  flannel: rankRule('flannel', 'lowest'),
  calico: rankRule('calico', 'between'),
  cilium: rankRule('cilium', 'highest'),
}

function rankRule(cni: ClaimColumn, place: Place): Rule {
  return (inputs) => {
    const absent = claimColumns.find((column) => !footprintOf(inputs, column))
    const own = footprintOf(inputs, cni)
    if (absent !== undefined || !own) {
      const because = withoutFacts(inputs, absent ?? cni, footprint).reason
      return decide('not-tested', { code: 'all-needed', because })
    }
    const rivals = claimColumns.flatMap((column) => (column === cni ? [] : (footprintOf(inputs, column) ?? [])))
    const known = measures.filter(({ of }) => [own, ...rivals].every(({ facts }) => of(facts) !== undefined))
    const fits = known.filter((measure) => isAt(place, measure, own, rivals)).map(({ id }) => id)
    const others = known.map(({ id }) => id).filter((id) => !fits.includes(id))
    const reason = { code: 'place', cni, variant: own.variant, place, fits, others } as const
    const links = linksTo(footprint, [own, ...rivals])
    if (fits.length === 0) return decide('refuted', reason, links)
    return decide(others.length === 0 ? 'confirmed' : 'partly', reason, links)
  }
}

/** Of the first variant without encryption, which would add to it. */
function footprintOf(inputs: ClaimInputs, cni: ClaimColumn): Found | undefined {
  const all = factsOfCni(inputs, cni, footprint)
  const encrypted = inputs.run.variants.filter(({ configured }) => configured.encryption).map(({ id }) => id)
  return all.find(({ variant }) => !encrypted.includes(variant)) ?? all[0]
}

/** Tied with another is neither the lowest nor the highest nor between. */
function isAt(place: Place, { of, within = 0 }: MeasureOf, own: Found, others: readonly Found[]): boolean {
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
