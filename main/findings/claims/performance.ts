import { referencePath } from '../../experiment/paths.ts'
import type { ClaimColumn } from './claim.ts'
import type { Comparison } from '../findings.ts'
import { confirmed, decide, type ClaimDecision, type ClaimInputs, type RowRules, type Rule } from './rule.ts'

/** High is read as above Flannel; its eBPF option is to be in the run. */
export const performanceRules: RowRules = {
  flannel: speedRule('flannel', ['calico', 'cilium'], { isFaster: false }),
  calico: speedRule('calico', ['flannel'], { isFaster: true, dataplane: 'ebpf' }),
  cilium: speedRule('cilium', ['flannel', 'calico'], { isFaster: true }),
}

/** A CNI's comparisons with some others, of variants alike in encapsulation and without encryption; the baseline is no CNI's. */
interface Tally {
  readonly variants: readonly string[]
  readonly rivals: readonly ClaimColumn[]
  /** Others without a comparison. */
  readonly missing: readonly ClaimColumn[]
  readonly won: number
  readonly lost: number
  readonly tied: number
  readonly indicative: number
}

function tally({ run, comparisons }: ClaimInputs, cni: ClaimColumn, rivals: readonly ClaimColumn[]): Tally {
  const variantOf = new Map(
    run.variants.filter(({ configured }) => !configured.encryption).map((each) => [each.id, each]),
  )
  const met = comparisons.flatMap((comparison) => {
    const [a, b] = [variantOf.get(comparison.a), variantOf.get(comparison.b)]
    if (!a || !b || comparison.verdict === 'not-compared') return []
    if (a.configured.encapsulation !== b.configured.encapsulation) return []
    const [own, other] = a.cni === cni ? [a, b] : [b, a]
    const rival = rivals.find((each) => each === other.cni)
    return own.cni === cni && rival && comparison.path !== referencePath ? [{ comparison, own: own.id, rival }] : []
  })
  const count = (is: (comparison: Comparison, own: string) => boolean) =>
    met.filter(({ comparison, own }) => is(comparison, own)).length
  return {
    variants: [...new Set(met.map(({ own }) => own))],
    rivals,
    missing: rivals.filter((each) => met.every(({ rival }) => rival !== each)),
    won: count((each, own) => each.verdict === 'better' && each.winner === own),
    lost: count((each, own) => each.verdict === 'better' && each.winner !== own),
    tied: count(({ verdict }) => verdict === 'not-distinguishable'),
    indicative: count(({ verdict }) => verdict === 'indicative'),
  }
}

/** What the claim says of a CNI's speed. `dataplane`: one that it names, and that a variant of the run has to have. */
interface SpeedClaim {
  readonly isFaster: boolean
  readonly dataplane?: string
}

function speedRule(cni: ClaimColumn, rivals: readonly ClaimColumn[], claim: SpeedClaim): Rule {
  return (inputs) => {
    const counts = tally(inputs, cni, rivals)
    const isRanked = counts.won + counts.lost > 0
    const hasOption = ({ dataplane }: SpeedClaim) =>
      dataplane === undefined ||
      inputs.run.variants.some((each) => each.cni === cni && each.configured.dataplane === dataplane)
    return isRanked ? decideBy(counts, claim.isFaster, hasOption(claim)) : unranked(inputs, cni, counts)
  }
}

/** Why nothing follows, where nothing is ranked. */
function unranked(inputs: ClaimInputs, cni: ClaimColumn, counts: Tally): ClaimDecision {
  const { rivals, tied, indicative } = counts
  const [variant] = counts.variants
  if (variant !== undefined)
    return decide('not-tested', { code: 'not-ranked', variant, rivals, tied, indicative }, [{ variant }])
  return inputs.run.variants.some((each) => each.cni === cni)
    ? decide('not-tested', { code: 'not-comparable', rivals })
    : decide('not-tested', { code: 'cni-absent', cni })
}

function decideBy({ variants, ...counts }: Tally, isFaster: boolean, hasOption: boolean): ClaimDecision {
  const [variant = '', ...more] = variants
  const forIt = isFaster ? counts.won : counts.lost
  const isWhole = forIt === counts.won + counts.lost + counts.tied + counts.indicative && counts.missing.length === 0
  const rivals = counts.rivals.filter((rival) => !counts.missing.includes(rival))
  const reason = { code: 'comparisons', variant, ...counts, rivals, lacksOption: isWhole && !hasOption } as const
  const links = more.map((each) => ({ variant: each }))
  if (forIt === 0) return decide('refuted', reason, [{ variant }, ...links])
  return isWhole && hasOption
    ? confirmed(reason, { variant }, ...links)
    : decide('partly', reason, [{ variant }, ...links])
}
