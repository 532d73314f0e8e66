import { referencePath } from '../../experiment/paths.ts'
import type { Comparison } from '../findings.ts'
import type { ClaimColumn, Tally } from './claim.ts'
import { decide, isSome, type ClaimInputs, type RowRules, type Rule } from './rule.ts'

/** High is read as above Flannel; its eBPF option is to be in the run. */
export const performanceRules: RowRules = {
  flannel: speedRule('flannel', ['calico', 'cilium'], { isFaster: false }),
  calico: speedRule('calico', ['flannel'], { isFaster: true, dataplane: 'ebpf' }),
  cilium: speedRule('cilium', ['flannel', 'calico'], { isFaster: true }),
}

/** A CNI's comparisons with some others, of variants alike in encapsulation and without encryption; the baseline is no CNI's. */
function comparisonsWith({ run, comparisons }: ClaimInputs, cni: ClaimColumn, rivals: readonly ClaimColumn[]) {
  const variantOf = new Map(
    run.variants.filter(({ configured }) => !configured.encryption).map((each) => [each.id, each]),
  )
  return comparisons.flatMap((comparison) => {
    const [a, b] = [variantOf.get(comparison.a), variantOf.get(comparison.b)]
    if (!a || !b || comparison.verdict === 'not-compared') return []
    if (a.configured.encapsulation !== b.configured.encapsulation) return []
    const [own, other] = a.cni === cni ? [a, b] : [b, a]
    const rival = rivals.find((each) => each === other.cni)
    return own.cni === cni && rival && comparison.path !== referencePath ? [{ comparison, own: own.id, rival }] : []
  })
}

function tally(met: ReturnType<typeof comparisonsWith>): Tally {
  const count = (is: (comparison: Comparison, own: string) => boolean) =>
    met.filter(({ comparison, own }) => is(comparison, own)).length
  return {
    won: count((each, own) => each.verdict === 'ahead' && each.winner === own),
    lost: count((each, own) => each.verdict === 'ahead' && each.winner !== own),
    equal: count(({ verdict }) => verdict === 'equal'),
    undecided: count(({ verdict }) => verdict === 'undecided'),
  }
}

/** What the claim says of a CNI's speed. `dataplane`: one that it names, and that a variant of the run has to have. */
interface SpeedClaim {
  readonly isFaster: boolean
  readonly dataplane?: string
}

function speedRule(cni: ClaimColumn, rivals: readonly ClaimColumn[], { isFaster, dataplane }: SpeedClaim): Rule {
  return (inputs) => {
    const met = comparisonsWith(inputs, cni, rivals)
    const links = [...new Set(met.map(({ own }) => own))].map((variant) => ({ variant }))
    const ofCni = inputs.run.variants.filter((each) => each.cni === cni)
    if (ofCni.length === 0) return decide('not-tested', { code: 'cni-absent', cni })
    if (!isSome(links)) return decide('not-tested', { code: 'not-comparable', rivals })
    const [{ variant }] = links
    const counts = tally(met)
    const { won, lost, equal, undecided } = counts
    // Where nothing is decided, nothing follows; where they are equal, nobody is faster.
    if (won + lost + equal === 0)
      return decide('not-tested', { code: 'not-decided', variant, rivals, undecided }, links.slice(0, 1))
    const hasOption = dataplane === undefined || ofCni.some(({ configured }) => configured.dataplane === dataplane)
    const missing = rivals.filter((each) => met.every(({ rival }) => rival !== each))
    const forIt = isFaster ? won : lost
    const isWhole = forIt === met.length && missing.length === 0
    const compared = { rivals: rivals.filter((rival) => !missing.includes(rival)), missing }
    const reason = { code: 'comparisons', variant, ...compared, ...counts, lacksOption: isWhole && !hasOption } as const
    if (forIt === 0) return decide('refuted', reason, links)
    return decide(isWhole && hasOption ? 'confirmed' : 'partly', reason, links)
  }
}
