import { runtimes } from '../../clusters/index.ts'
import type { CheckResult } from './checks/index.ts'

/** Whether clusters can come from a runtime, and what keeps them from it. */
export type Readiness =
  | { readonly runtime: string; readonly ready: true; readonly warnings: readonly string[] }
  | { readonly runtime: string; readonly ready: false; readonly problems: readonly string[] }

/** A runtime is ready when nothing that it needs is a problem. Warnings and problems are named by their titles. */
export const readinessOf = (findings: readonly CheckResult[]): readonly Readiness[] =>
  runtimes.ids.map((runtime) => {
    const titles = (status: CheckResult['status']) =>
      findings
        .filter((finding) => finding.status === status && finding.neededFor.includes(runtime))
        .map(({ title }) => title)
    const problems = titles('problem')
    return problems.length > 0
      ? { runtime, ready: false, problems }
      : { runtime, ready: true, warnings: titles('warning') }
  })
