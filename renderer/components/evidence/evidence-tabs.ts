import type { Evidence } from '../../../main/findings/evidence/evidence.ts'
import type { Gap } from '../../../main/findings/facts.ts'
import type { EvidenceLink } from '../../../main/findings/evidence/claims.ts'

export type EvidenceTab = 'policy' | 'journey' | 'observed' | 'claims'

const titles: Readonly<Record<EvidenceTab, string>> = {
  policy: 'Policy',
  journey: 'Packet’s journey',
  observed: 'Observed',
  claims: 'Claims',
}

/** Which tab shows what an inspection looked at. */
const tabOfInspection: Readonly<Record<string, EvidenceTab>> = {
  policy: 'policy',
  wire: 'journey',
  datapath: 'observed',
  observability: 'observed',
  footprint: 'observed',
}

/** What could not be looked at, of what a tab is about. */
export const gapsOf = ({ gaps }: Evidence, tab: EvidenceTab): readonly Gap[] =>
  gaps.filter(({ inspection }) => tabOfInspection[inspection] === tab)

/** Only those that have something to show, or to say why they have not. */
export function evidenceTabs(evidence: Evidence): readonly { readonly id: EvidenceTab; readonly label: string }[] {
  const ids: readonly EvidenceTab[] = ['policy', 'journey', 'observed', 'claims']
  return ids
    .filter((id) => isShown(evidence, id) || gapsOf(evidence, id).length > 0)
    .map((id) => ({ id, label: titles[id] }))
}

function isShown(evidence: Evidence, tab: EvidenceTab): boolean {
  switch (tab) {
    case 'policy':
      return evidence.policy.length > 0
    case 'journey':
      return evidence.wire.length > 0
    case 'observed':
      return [evidence.datapath, evidence.observability, evidence.footprint, evidence.encryption].some(
        (part) => part.length > 0,
      )
    case 'claims':
      return evidence.claims.cells.some(({ verdict }) => verdict !== 'not-tested' && verdict !== 'not-testable')
  }
}

/** Where the ground of a claim's verdict is shown; `undefined` where it is nowhere in a run. */
export function tabOfPart(part: EvidenceLink['part']): EvidenceTab | 'findings' | undefined {
  switch (part) {
    case 'policy':
      return 'policy'
    case 'wire':
      return 'journey'
    case 'datapath':
    case 'encryption':
    case 'observability':
    case 'footprint':
      return 'observed'
    case 'measurements':
      return 'findings'
    case 'project':
      return undefined
  }
}
