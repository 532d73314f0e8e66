import type { LookTaken } from '../experiment/look.ts'
import { judge } from '../findings/judge.ts'
import type { Run } from './run-under-way.ts'

/** Judges what was measured so far, and records it. */
export function takeLook({ store, recorder }: Run, round: number, alpha: number): LookTaken {
  const record = store.run(recorder.runId)
  const look = { round, alpha, ...judge(record, [...(record.looks ?? []), { round, alpha }]) }
  recorder.append({ type: 'look.taken', ...look })
  return look
}
