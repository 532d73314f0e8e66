import type { ReadingKey } from '../experiment/cell-key.ts'
import { readingKeyOf, readingText } from '../experiment/cell-text.ts'
import type { EventOf, Output } from './events.ts'
import type { Reading } from './run-record.ts'

interface OpenReading extends Reading {
  readonly outputs: Output[]
  startedAtMs?: number
  durationMs?: number
  outcome: Reading['outcome']
}

type Span = Pick<EventOf<'reading.failed'>, 'startedAtMs' | 'durationMs'>

/** Readings as their events come in. */
export class FoldedReadings {
  readonly #all: OpenReading[] = []
  readonly #open = new Map<string, OpenReading>()

  get all(): readonly Reading[] {
    return this.#all
  }

  print(event: EventOf<'reading.printed'>): void {
    const { part, raw, command, exitCode, startedAtMs, durationMs, machineBusy } = event
    const reading = this.#openOf(event)
    reading.outputs.push({
      ...{ part, raw, command, exitCode, startedAtMs, durationMs },
      ...(machineBusy !== undefined && { machineBusy }),
    })
    const isFirst = reading.startedAtMs === undefined
    const fromMs = (reading.startedAtMs ??= startedAtMs)
    reading.durationMs = isFirst ? durationMs : Math.max(reading.durationMs ?? 0, startedAtMs + durationMs - fromMs)
  }

  close(event: ReadingKey & Span, outcome: Reading['outcome']): void {
    const reading = this.#openOf(event)
    reading.outcome = outcome
    if (event.startedAtMs !== undefined) reading.startedAtMs = event.startedAtMs
    if (event.durationMs !== undefined) reading.durationMs = event.durationMs
    this.#open.delete(readingText(event))
  }

  /** Whoever wrote them is gone: what is open stays unread. */
  abandon(): void {
    this.#open.clear()
  }

  #openOf(key: ReadingKey): OpenReading {
    const text = readingText(key)
    const open = this.#open.get(text)
    if (open) return open
    const reading: OpenReading = { ...readingKeyOf(key), outputs: [], outcome: { state: 'unread' } }
    this.#all.push(reading)
    this.#open.set(text, reading)
    return reading
  }
}
