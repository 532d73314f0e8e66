import type { RunRecord } from '../store/run-record.ts'
import { checkClaims } from './claims/check-claims.ts'
import { datapathEvidenceOf } from './evidence/datapath.ts'
import { encryptionEvidenceOf } from './evidence/encryption.ts'
import type { Evidence } from './evidence/evidence.ts'
import type { Gap } from './facts.ts'
import type { Cell, Comparison } from './findings.ts'
import { footprintEvidenceOf } from './evidence/footprint.ts'
import { observabilityEvidenceOf } from './evidence/observability.ts'
import { policyEvidenceOf } from './evidence/policy.ts'
import { wireEvidenceOf } from './evidence/wire.ts'

/** Everything that the inspections of a run show, and what becomes of the published claims. */
export function deriveEvidence(
  run: RunRecord,
  cells: readonly Cell[],
  comparisons: readonly Comparison[],
  gaps: readonly Gap[],
): Evidence {
  const evidence = {
    policy: policyEvidenceOf(run),
    wire: wireEvidenceOf(run),
    datapath: datapathEvidenceOf(run),
    encryption: encryptionEvidenceOf(run),
    observability: observabilityEvidenceOf(run),
    footprint: footprintEvidenceOf(run),
    gaps,
  }
  return { ...evidence, claims: checkClaims({ run, evidence, cells, comparisons }) }
}
