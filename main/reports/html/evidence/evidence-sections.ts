import type { ReportInput } from '../../report-input.ts'
import type { Markup } from '../template.ts'
import { claimsSection } from './claims-section.ts'
import { datapathSection } from './datapath-section.ts'
import { encryptionSection } from './encryption-section.ts'
import { footprintSection } from './footprint-section.ts'
import { gapsSection } from './gaps-section.ts'
import { journeySection } from './journey-section.ts'
import { observabilitySection } from './observability-section.ts'
import { policySection } from './policy-section.ts'

export interface PageSection {
  readonly id: string
  /** In the list of sections. */
  readonly title: string
  readonly markup: Markup
}

/** What inspections showed, a section a part; parts that nothing is known of are not there. */
export function evidenceSections(input: ReportInput): readonly PageSection[] {
  const parts = [
    section('policy', 'Policy', policySection(input)),
    section('journey', 'Journey', journeySection(input)),
    section('datapath', 'Observed and configured', datapathSection(input)),
    section('encryption', 'Encryption', encryptionSection(input)),
    section('observability', 'Observability', observabilitySection(input)),
    section('footprint', 'Footprint', footprintSection(input)),
  ].flat()
  const targets = new Set(['measurements', ...parts.map(({ id }) => id)])
  return [
    ...parts,
    ...section('claims', 'Claims check', claimsSection(input, targets)),
    ...section('gaps', 'Gaps', gapsSection(input)),
  ]
}

const section = (id: string, title: string, markup: Markup | undefined): readonly PageSection[] =>
  markup ? [{ id, title, markup }] : []
