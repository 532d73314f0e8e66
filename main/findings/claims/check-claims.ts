import type { RunRecord } from '../../store/run-record.ts'
import type { ClaimRow, ClaimsCheck } from '../evidence/claims.ts'
import type { Evidence } from '../evidence/evidence.ts'
import type { Cell, Comparison } from '../findings.ts'
import { complexityRules } from './complexity.ts'
import { encryptionRules } from './encryption.ts'
import { networkingRules } from './networking.ts'
import { observabilityRules } from './observability.ts'
import { performanceRules } from './performance.ts'
import { policyRules } from './policy.ts'
import { claimColumns, claimRows, publishedClaims } from './published.ts'
import type { RowRules } from './rule.ts'
import { useCaseRules } from './use-case.ts'

/** What the rules of claims look at. */
export interface ClaimGrounds {
  readonly run: RunRecord
  readonly evidence: Omit<Evidence, 'claims'>
  readonly cells: readonly Cell[]
  readonly comparisons: readonly Comparison[]
}

const rules: Readonly<Record<ClaimRow, RowRules>> = {
  networking: networkingRules,
  policy: policyRules,
  performance: performanceRules,
  encryption: encryptionRules,
  observability: observabilityRules,
  complexity: complexityRules,
  'use-case': useCaseRules,
}

/** The published comparison, each cell with what becomes of it by this run. Empty where the run has none of its CNIs. */
export function checkClaims(grounds: ClaimGrounds): ClaimsCheck {
  if (!grounds.run.variants.some(({ cni }) => claimColumns.some(({ id }) => id === cni)))
    return { rows: [], columns: [], cells: [] }
  return {
    rows: claimRows,
    columns: claimColumns,
    cells: claimRows.flatMap(({ id: row }) =>
      claimColumns.map(({ id: column }) => ({
        row,
        column,
        claim: publishedClaims[row][column],
        ...rules[row][column](grounds),
      })),
    ),
  }
}
