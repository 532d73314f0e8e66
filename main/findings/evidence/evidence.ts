import type { Gap } from '../facts.ts'
import type { ClaimsCheck } from './claims.ts'
import type { DatapathEvidence } from './datapath.ts'
import type { EncryptionEvidence } from './encryption.ts'
import type { FootprintEvidence } from './footprint.ts'
import type { ObservabilityEvidence } from './observability.ts'
import type { PolicyEvidence } from './policy.ts'
import type { WireEvidence } from './wire.ts'

/** What inspections showed beside the measurements, a variant at a time; a list is empty where that was not looked at. */
export interface Evidence {
  readonly policy: readonly PolicyEvidence[]
  readonly wire: readonly WireEvidence[]
  readonly datapath: readonly DatapathEvidence[]
  readonly encryption: readonly EncryptionEvidence[]
  readonly observability: readonly ObservabilityEvidence[]
  readonly footprint: readonly FootprintEvidence[]
  readonly claims: ClaimsCheck
  /** What was to be looked at and could not be: it says nothing about the CNI. */
  readonly gaps: readonly Gap[]
}

export const noEvidence: Evidence = {
  policy: [],
  wire: [],
  datapath: [],
  encryption: [],
  observability: [],
  footprint: [],
  claims: { rows: [], columns: [], cells: [] },
  gaps: [],
}
