import type { LookTaken } from '../experiment/look.ts'
import { deriveFindings } from '../findings/derive-findings.ts'
import { judge } from '../findings/judge.ts'
import type { Run } from './run-under-way.ts'

/** Judges what was measured so far, and records it. */
export function takeLook({ store, recorder }: Run, round: number, alpha: number): LookTaken {
  const record = store.run(recorder.runId)
  const { comparisons } = deriveFindings({
    ...record,
    state: 'running',
    looks: [...(record.looks ?? []), { round, alpha, decided: [], open: [] }],
  })
  const look = { round, alpha, ...judge(comparisons) }
  recorder.append({ type: 'look.taken', ...look })
  return look
}
