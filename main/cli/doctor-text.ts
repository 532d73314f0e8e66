import type { CheckResult } from '../lab/doctor/checks/index.ts'
import type { Readiness } from '../lab/doctor/readiness.ts'

const marks: Record<CheckResult['status'], string> = { ok: '✓', warning: '!', problem: '✗', 'not-applicable': '-' }

/** Findings under the runtimes that need them, then a line on each runtime. */
export function doctorText(findings: readonly CheckResult[], runtimes: readonly Readiness[]): string {
  const groups = Map.groupBy(findings, ({ neededFor }) => neededFor.join(' and '))
  const width = Math.max(0, ...findings.map(({ title }) => title.length))
  const sections = [...groups].map(([heading, members]) =>
    [heading, ...members.map((finding) => findingText(finding, width))].join('\n'),
  )
  return [...sections, runtimes.map(readinessText).join('\n')].join('\n\n')
}

function findingText(finding: CheckResult, width: number): string {
  const line = `  ${marks[finding.status]} ${finding.title.padEnd(width)}  ${finding.detail}`
  return 'fix' in finding ? `${line}\n${' '.repeat(width + 6)}fix: ${finding.fix}` : line
}

function readinessText(readiness: Readiness): string {
  if (!readiness.ready) return `${readiness.runtime}: not ready: ${asWords(readiness.problems)}`
  const { warnings } = readiness
  return `${readiness.runtime}: ready${warnings.length > 0 ? `, but see ${asWords(warnings)}` : ''}`
}

const asWords = (titles: readonly string[]) => titles.join(', ')
