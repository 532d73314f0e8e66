import type { ClaimCell, ClaimColumn, ClaimVerdict, EvidenceLink } from '../evidence/claims.ts'
import type { ClaimGrounds } from './check-claims.ts'

export type Judgement = Pick<ClaimCell, 'verdict' | 'because' | 'links'>

/** What becomes of one cell; the same grounds give the same judgement. */
export type Rule = (grounds: ClaimGrounds) => Judgement

/** The rules of a row. */
export type RowRules = Readonly<Record<ClaimColumn, Rule>>

/** A link to something that this run shows. */
export interface RunLink extends EvidenceLink {
  readonly part: Exclude<EvidenceLink['part'], 'project'>
  readonly variant: string
}

type Part = RunLink['part']

const titles: Readonly<Record<Part, string>> = {
  policy: 'Policy cases',
  wire: 'Packets between nodes',
  datapath: 'Datapath',
  encryption: 'Encryption between nodes',
  observability: 'What its tools show',
  footprint: 'Footprint',
  measurements: 'Comparisons',
}

export const seenIn = (part: Part, variant: string): RunLink => ({ part, variant, text: `${titles[part]}: ${variant}` })

export const allSeenIn = (part: Part, entries: readonly { readonly variant: string }[]): readonly RunLink[] =>
  entries.map(({ variant }) => seenIn(part, variant))

/** A fact about the project that no run can show, by its source. */
export const fromProject = (text: string): EvidenceLink => ({ part: 'project', text })

/** Nothing is confirmed but by something that this run shows: the type asks for it. */
export const confirmed = (because: string, shown: RunLink, ...more: readonly EvidenceLink[]): Judgement => ({
  verdict: 'confirmed',
  because,
  links: [shown, ...more],
})

export const judged = (
  verdict: Exclude<ClaimVerdict, 'confirmed'>,
  because: string,
  links: readonly EvidenceLink[] = [],
): Judgement => ({ verdict, because, links })

export const cniTitles: Readonly<Record<ClaimColumn, string>> = {
  flannel: 'Flannel',
  calico: 'Calico',
  cilium: 'Cilium',
}

/** Those of a list of evidence that are of variants of one CNI. */
export function ofCni<E extends { readonly variant: string }>(
  { run }: ClaimGrounds,
  cni: ClaimColumn,
  evidence: readonly E[],
): readonly E[] {
  const ids = new Set(run.variants.filter((variant) => variant.cni === cni).map(({ id }) => id))
  return evidence.filter(({ variant }) => ids.has(variant))
}

/** Why a look is not there: the CNI is not in the run, the look failed, or it was not asked for. */
export function notLookedAt(
  { run, evidence }: ClaimGrounds,
  cni: ClaimColumn,
  inspection: 'policy' | 'wire' | 'datapath' | 'observability' | 'footprint',
): Judgement {
  const ids = run.variants.filter((variant) => variant.cni === cni).map(({ id }) => id)
  if (ids.length === 0) return judged('not-tested', `${cniTitles[cni]} is not in this run.`)
  const gap = evidence.gaps.find((each) => each.inspection === inspection && ids.includes(each.variant))
  return gap
    ? judged('not-tested', `The inspection ${inspection} failed on ${gap.variant}: ${sentence(gap.error.message)}`)
    : judged('not-tested', `No result of the inspection ${inspection} for ${cniTitles[cni]} is in this run.`)
}

export const sentence = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)
