import type { Probe } from '../probes/probe.ts'
import type { RecordedProbe } from '../store/events.ts'

/** A probe as data: what is kept in a run's record, and what there is to choose from. */
export const recordedProbe = ({ id, title, question, paths, cases, metrics }: Probe): RecordedProbe => ({
  id,
  title,
  question,
  paths: [...paths],
  cases: cases.map((entry) => ({ ...entry })),
  metrics: { ...metrics },
})
