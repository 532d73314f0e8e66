import { cellName } from '../experiment/cell-text.ts'
import { lookLines, lookSummary } from '../words/en/look.ts'
import { roundsWords } from '../words/en/rounds.ts'
import type { RunEvent } from '../store/events.ts'

/** An event in words. `group` is what it is about: a variant, or null for the run as a whole. */
export interface EventWords {
  readonly group: string | null
  readonly text: string
}

/** An event in words for people, or nothing where it is too fine for them. */
export function eventWords(event: RunEvent): EventWords | undefined {
  const text = textOf(event)
  return text === undefined ? undefined : { group: groupOf(event) ?? null, text }
}

/** An event as one line for people, or nothing where it is too fine for them. */
export function eventLine(event: RunEvent): string | undefined {
  const text = textOf(event)
  const group = groupOf(event)
  return text !== undefined && group !== undefined ? `${group ?? 'lab'}  ${text}` : text
}

/** The variant that an event is of, null for the lab itself, or undefined where it is of no one. */
function groupOf(event: RunEvent): string | null | undefined {
  return 'variant' in event ? event.variant : undefined
}

function textOf(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'run.started': {
      const { mode, runtime, seed } = event.spec
      const names = event.variants.map(({ id }) => id).join(', ')
      const work = event.probes.some(({ repeat }) => repeat === 'each-round')
        ? `${roundsWords(event.spec)}, seed ${String(seed)}`
        : 'read once only'
      return `${mode} run of ${names} on ${runtime}: ${work}`
    }
    case 'run.resumed':
      return 'run resumed'
    case 'step.finished': {
      const how = event.error ? `✗ ${event.title}: ${event.error.message}` : `✓ ${event.title}`
      return event.kind === 'pause' && !event.error ? undefined : `${how}  ${seconds(event.durationMs)}`
    }
    case 'cluster.ready':
      return `ready as ${event.cluster}${event.reused ? ' (kept from an earlier run)' : ''}`
    case 'variant.failed':
      return `✗ excluded from the rest of the run: ${event.error.title}: ${event.error.message}`
    case 'round.started':
      return `round ${String(event.round)}: ${event.order.join(', ')}`
    case 'look.taken':
      return [lookSummary(event), ...lookLines(event)].join('; ')
    case 'reading.printed':
      return event.round === 0 ? undefined : `${cellName(event)}  ${seconds(event.durationMs)}`
    case 'reading.failed':
      return `✗ ${event.round === 0 ? event.probe : cellName(event)}: ${event.error.message}`
    case 'idle.measured':
      return `idle load: ${percent(event.running)} with all clusters running, ${percent(event.paused)} with the others paused`
    case 'run.finished':
      return event.state
    case 'log':
    case 'reading.recorded':
      return undefined
  }
}

export const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`
const percent = (share: number) => `${String(Math.round(share * 100))} %`
