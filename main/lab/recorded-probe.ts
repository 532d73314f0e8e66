import type { Probe } from '../probes/probe.ts'
import { probeSchema, type RecordedProbe } from '../store/events.ts'

/** A probe as data: what is kept in a run's record, and what there is to choose from. The schema leaves out all the rest. */
export const recordedProbe = (probe: Probe): RecordedProbe => probeSchema.parse(probe)
