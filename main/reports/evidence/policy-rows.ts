import type { PolicyEvidence } from '../../findings/evidence/policy.ts'
import type { CheckVerdict, ConnectionCheck, PolicyCase } from '../../probes/policy/facts.ts'
import { deviationsOf, targetName } from '../../probes/policy/words.ts'
import { outcomeSigns, verdictSigns, type Sign } from './signs.ts'

export interface PolicyGridCell {
  readonly variant: string
  /** Absent where the variant's suite did not have the case. */
  readonly case?: PolicyCase
  readonly sign?: Sign
}

export interface PolicyGridRow {
  readonly id: string
  readonly title: string
  readonly kind: PolicyCase['kind']
  readonly cells: readonly PolicyGridCell[]
}

export interface PolicyGrid {
  readonly variants: readonly string[]
  /** In the order of `kinds`. */
  readonly groups: readonly { readonly kind: PolicyCase['kind']; readonly rows: readonly PolicyGridRow[] }[]
}

const kinds: readonly PolicyCase['kind'][] = ['standard', 'dynamic', 'informational', 'api', 'user']

/** Cases × variants, grouped by kind; in the order in which the suites have them. */
export function policyGrid(evidence: readonly PolicyEvidence[]): PolicyGrid {
  const all = evidence.flatMap(({ cases }) => cases)
  const keys = new Map(all.map((each) => [keyOf(each), each]))
  const byVariant = evidence.map(({ variant, cases }) => ({
    variant,
    cases: new Map(cases.map((each) => [keyOf(each), each])),
  }))
  const rows = [...keys].map(([key, { id, title, kind }]) => ({
    id,
    title,
    kind,
    cells: byVariant.map(({ variant, cases }) => gridCell(variant, cases.get(key))),
  }))
  return {
    variants: evidence.map(({ variant }) => variant),
    groups: kinds
      .map((kind) => ({ kind, rows: rows.filter((row) => row.kind === kind) }))
      .filter(({ rows: ofKind }) => ofKind.length > 0),
  }
}

/** Cases of a CNI's own API, and a person's own, may share a number and differ. */
const keyOf = ({ kind, id, title }: PolicyCase) =>
  `${kind} ${id}${kind === 'user' || kind === 'api' ? ` ${title}` : ''}`

const gridCell = (variant: string, found: PolicyCase | undefined): PolicyGridCell =>
  found ? { variant, case: found, sign: outcomeSigns[found.outcome] } : { variant }

export interface CheckGrid {
  readonly sources: readonly string[]
  readonly targets: readonly string[]
  /** A row for each source, a cell for each target; several checks (protocols, ports) may share a cell. */
  readonly rows: readonly { readonly source: string; readonly cells: readonly (readonly SignedCheck[])[] }[]
}

export interface SignedCheck {
  readonly check: ConnectionCheck
  readonly sign: Sign
}

/** Who to whom, in one case: expected against observed. */
export function checkGrid({ checks }: PolicyCase): CheckGrid {
  const sources = [...new Set(checks.map(({ from }) => from))]
  const targets = [...new Set(checks.map(targetName))]
  const cell = (from: string, to: string) =>
    checks
      .filter((each) => each.from === from && targetName(each) === to)
      .map((each) => ({ check: each, sign: verdictSigns[each.verdict] }))
  return {
    sources,
    targets,
    rows: sources.map((source) => ({ source, cells: targets.map((target) => cell(source, target)) })),
  }
}

/** Tries that are not as the specification has them, the exceptions it allows, and those that tell nothing. */
export { deviationsOf }
export const exceptionsOf = ({ checks }: PolicyCase): readonly ConnectionCheck[] =>
  ofVerdicts(checks, ['implementation-defined'])
export const untoldOf = ({ checks }: PolicyCase): readonly ConnectionCheck[] =>
  ofVerdicts(checks, ['unreachable', 'unknown'])

const ofVerdicts = (checks: readonly ConnectionCheck[], verdicts: readonly CheckVerdict[]) =>
  checks.filter(({ verdict }) => verdicts.includes(verdict))
