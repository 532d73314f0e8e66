import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { deriveFindings } from '../../../main/findings/derive-findings.ts'
import type { Reading } from '../../../main/store/run-record.ts'
import type { GeneratedRun } from './generated-run.ts'
import { aKeyReadOnce, anError, aProbeReadOnce, startMs } from './run-events.ts'

const fixtures = join(import.meta.dirname, '../../fixtures')
export const inspectedVariants = ['kindnet', 'flannel/vxlan', 'calico/vxlan', 'cilium/vxlan']
const probes = ['datapath', 'footprint', 'wire', 'observability', 'policy'].map((id) => aProbeReadOnce(id))

/** The same run, with what real clusters recorded under inspection, and one inspection that failed. */
export function inspected({ run: measured, ...generated }: GeneratedRun): GeneratedRun {
  const readings = inspectedVariants.flatMap((variant) => probes.flatMap(({ id }) => readingOf(variant, id)))
  const run = {
    ...measured,
    probes: [...measured.probes, ...probes],
    readings: [...measured.readings, ...readings],
  }
  return { ...generated, run, findings: deriveFindings(run) }
}

const commonOf = (variant: string, probe: string) => ({
  ...aKeyReadOnce(variant, probe),
  outputs: [],
  startedAtMs: startMs,
  durationMs: 1,
})

const failing = { variant: 'kindnet', probe: 'policy' }

/** Records are named after their variant and its version, and those of policy after the CNI alone. */
function readingOf(variant: string, probe: string): readonly Reading[] {
  if (variant === failing.variant && probe === failing.probe)
    return [
      {
        ...commonOf(variant, probe),
        outcome: { state: 'failed', error: anError({ title: 'Cannot try policies' }) },
      },
    ]
  const names = [variant.replace('/', '-'), variant.split('/')[0] ?? variant].map((name) => `record-${name}-`)
  const files = readdirSync(join(fixtures, probe))
  const file = names.flatMap((name) => files.filter((each) => each.startsWith(name))).at(0)
  if (file === undefined) return []
  const record = JSON.parse(readFileSync(join(fixtures, probe, file), 'utf8')) as never
  return [{ ...commonOf(variant, probe), outcome: { state: 'recorded', record } }]
}
