import type { RunEvent, StoredEvent } from '../../store/events.ts'
import { eventWords, type EventWords } from '../event-line.ts'
import type { LogLine } from './task.ts'

/** An event as a log has it: what programs said, besides what is shown to everyone. */
export const logWords = (event: RunEvent): EventWords | undefined =>
  event.type === 'log' ? { group: event.variant, text: event.line } : eventWords(event)

/** The log of a run as its events tell it. */
export const logOfRun = (events: readonly StoredEvent[]): readonly LogLine[] =>
  events.flatMap(({ atMs, event }) => {
    const words = logWords(event)
    return words ? [{ atMs, ...words }] : []
  })
