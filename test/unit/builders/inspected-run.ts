import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { InspectionEnd, RecordedInspection } from '../../../main/store/events.ts'
import type { GeneratedRun } from './generated-run.ts'
import { anError, startMs } from './run-events.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
export const inspectedVariants = ['kindnet', 'flannel/vxlan', 'calico/vxlan', 'cilium/vxlan']
const inspections = ['datapath', 'footprint', 'wire', 'observability', 'policy'].map((id): RecordedInspection => ({
  id,
  title: id,
  question: `What does ${id} show?`,
}))

/** The same run, with what real clusters recorded under inspection, and one inspection that failed. */
export function inspected({ run: measured, ...generated }: GeneratedRun): GeneratedRun {
  const inspectionEnds = inspectedVariants.flatMap((variant) => inspections.flatMap((each) => endOf(variant, each.id)))
  const run = { ...measured, inspections, inspectionEnds }
  return { ...generated, run, findings: deriveFindings(run) }
}

const commonOf = (variant: string, inspection: string) => ({ variant, inspection, startedAtMs: startMs, durationMs: 1 })

const failing = { variant: 'kindnet', inspection: 'policy' }

/** Records are named after their variant and its version, and those of policy after the CNI alone. */
function endOf(variant: string, inspection: string): readonly InspectionEnd[] {
  if (variant === failing.variant && inspection === failing.inspection)
    return [{ ...commonOf(variant, inspection), state: 'failed', error: anError({ title: 'Cannot try policies' }) }]
  const names = [variant.replace('/', '-'), variant.split('/')[0] ?? variant].map((name) => `record-${name}-`)
  const files = readdirSync(join(fixtures, inspection))
  const file = names.flatMap((name) => files.filter((each) => each.startsWith(name))).at(0)
  if (file === undefined) return []
  const record = JSON.parse(readFileSync(join(fixtures, inspection, file), 'utf8')) as never
  return [{ ...commonOf(variant, inspection), state: 'recorded', record }]
}
