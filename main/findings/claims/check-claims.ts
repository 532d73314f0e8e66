import { claimColumns, type ClaimRow, type ClaimsCheck } from './claim.ts'
import { complexityRules } from './complexity.ts'
import { encryptionRules } from './encryption.ts'
import { networkingRules } from './networking.ts'
import { observabilityRules } from './observability.ts'
import { performanceRules } from './performance.ts'
import { policyRules } from './policy.ts'
import type { ClaimInputs, RowRules } from './rule.ts'
import { useCaseRules } from './use-case.ts'

/** In the order of the published comparison. */
const rules: Readonly<Record<ClaimRow, RowRules>> = {
  networking: networkingRules,
  policy: policyRules,
  performance: performanceRules,
  encryption: encryptionRules,
  observability: observabilityRules,
  complexity: complexityRules,
  'use-case': useCaseRules,
}

const claimRows = Object.keys(rules) as readonly ClaimRow[]

/** The published comparison, each cell with what becomes of it by this run. Empty where the run has none of its CNIs. */
export function checkClaims(inputs: ClaimInputs): ClaimsCheck {
  if (!inputs.run.variants.some(({ cni }) => claimColumns.some((column) => column === cni)))
    return { rows: [], columns: [], cells: [] }
  return {
    rows: claimRows,
    columns: claimColumns,
    cells: claimRows.flatMap((row) => claimColumns.map((column) => ({ row, column, ...rules[row][column](inputs) }))),
  }
}
