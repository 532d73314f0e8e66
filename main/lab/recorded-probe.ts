import type { Probe } from '../probes/probe.ts'
import type { RecordedProbe } from '../store/events.ts'

/** A probe as data: what is kept in a run's record, and what there is to choose from. */
export const recordedProbe = (probe: Probe): RecordedProbe => ({
  id: probe.id,
  title: probe.title,
  question: probe.question,
  ...(probe.section !== undefined && { section: probe.section }),
  repeat: probe.repeat,
  yields: probe.yields,
  paths: [...probe.paths],
  cases: probe.cases.map((entry) => ({ ...entry })),
  ...(probe.axis && { axis: { ...probe.axis, points: [...probe.axis.points] } }),
  metrics: { ...probe.metrics },
})
