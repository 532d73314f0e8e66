import { referencePath } from '../../experiment/paths.ts'
import type { ClaimColumn } from '../evidence/claims.ts'
import type { Comparison } from '../findings.ts'
import { counted, listOf } from '../wording.ts'
import type { ClaimGrounds } from './check-claims.ts'
import { cniTitles, confirmed, judged, notLookedAt, seenIn, type Judgement, type RowRules } from './rule.ts'

export const performanceRules: RowRules = { flannel: basic, calico: high, cilium: highest }

/** A CNI's comparisons with some others, of variants alike in encapsulation and without encryption; the baseline is no CNI's. */
interface Tally {
  readonly variants: readonly string[]
  readonly rivals: readonly ClaimColumn[]
  /** Others without a comparison. */
  readonly unmet: readonly ClaimColumn[]
  readonly won: number
  readonly lost: number
  readonly level: number
  readonly indicative: number
}

function tally({ run, comparisons }: ClaimGrounds, cni: ClaimColumn, rivals: readonly ClaimColumn[]): Tally {
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
    unmet: rivals.filter((each) => met.every(({ rival }) => rival !== each)),
    won: count((each, own) => each.verdict === 'better' && each.winner === own),
    lost: count((each, own) => each.verdict === 'better' && each.winner !== own),
    level: count(({ verdict }) => verdict === 'not-distinguishable'),
    indicative: count(({ verdict }) => verdict === 'indicative'),
  }
}

function basic(grounds: ClaimGrounds): Judgement {
  const counts = tally(grounds, 'flannel', ['calico', 'cilium'])
  return unranked(grounds, 'flannel', counts) ?? weigh(counts, { forIt: counts.lost, againstIt: counts.won })
}

/** High is read as above Flannel. */
function high(grounds: ClaimGrounds): Judgement {
  const counts = tally(grounds, 'calico', ['flannel'])
  const judgement = unranked(grounds, 'calico', counts) ?? weigh(counts, { forIt: counts.won, againstIt: counts.lost })
  const hasEbpf = grounds.run.variants.some(
    ({ cni, configured }) => cni === 'calico' && /ebpf/i.test(configured.datapath),
  )
  if (judgement.verdict !== 'confirmed' || hasEbpf) return judgement
  return judged('partly', `${judgement.because} No variant with the eBPF option is in this run.`, judgement.links)
}

function highest(grounds: ClaimGrounds): Judgement {
  const counts = tally(grounds, 'cilium', ['flannel', 'calico'])
  return unranked(grounds, 'cilium', counts) ?? weigh(counts, { forIt: counts.won, againstIt: counts.lost })
}

/** Why nothing follows, where nothing is ranked. */
function unranked(grounds: ClaimGrounds, cni: ClaimColumn, counts: Tally): Judgement | undefined {
  if (counts.won + counts.lost > 0) return undefined
  const [variant] = counts.variants
  const rivals = listOf(counts.rivals.map((rival) => cniTitles[rival]))
  if (variant === undefined)
    return grounds.run.variants.some((each) => each.cni === cni)
      ? judged('not-tested', `No comparison with ${rivals} under the same encapsulation is in this run.`)
      : notLookedAt(grounds, cni, 'footprint')
  const why = [
    ...(counts.indicative > 0 ? [`${String(counts.indicative)} indicative, which is no ranking`] : []),
    ...(counts.level > 0 ? [`${String(counts.level)} not distinguishable`] : []),
  ]
  return judged('not-tested', `No comparison of ${variant} with ${rivals} is ranked: ${listOf(why)}.`, [
    seenIn('measurements', variant),
  ])
}

function weigh(counts: Tally, sides: { readonly forIt: number; readonly againstIt: number }): Judgement {
  const [first = '', ...more] = counts.variants
  const rivals = listOf(counts.rivals.filter((rival) => !counts.unmet.includes(rival)).map((rival) => cniTitles[rival]))
  const total = counts.won + counts.lost + counts.level + counts.indicative
  const parts = [
    `ahead in ${String(counts.won)}`,
    `behind in ${String(counts.lost)}`,
    ...(counts.level > 0 ? [`not distinguishable in ${String(counts.level)}`] : []),
    ...(counts.indicative > 0 ? [`without a ranking in ${String(counts.indicative)}`] : []),
  ]
  const missing = counts.unmet.map((rival) => ` Not compared with ${cniTitles[rival]}.`).join('')
  const because = `On this machine, of ${counted(total, 'comparison')} of ${first} with ${rivals}: ${listOf(parts)}.${missing}`
  const link = seenIn('measurements', first)
  const links = more.map((variant) => seenIn('measurements', variant))
  if (sides.forIt === 0) return judged('refuted', because, [link, ...links])
  const isWhole = sides.forIt === total && counts.unmet.length === 0
  return isWhole ? confirmed(because, link, ...links) : judged('partly', because, [link, ...links])
}
