import { eventTypes } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import { eventWords } from './event-line.ts'
import type { LogLine } from './tasks/task.ts'

/** The log of a run as its events tell it, whatever became of the process that did it. @throws LabError `unknown-name` */
export const runLogOf = (store: Store, runId: string): readonly LogLine[] =>
  store.events(runId, told).flatMap(({ atMs, event }) => {
    if (event.type === 'log') return [{ atMs, group: event.variant, text: event.line }]
    const words = eventWords(event)
    return words ? [{ atMs, ...words }] : []
  })

/** All but the measured values, which are most of a record. */
const told = eventTypes.filter((type) => type !== 'reading.recorded')
