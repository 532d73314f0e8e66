import type { RunEvent } from '../../store/events.ts'

/** An event as one line for people, or nothing where it is too fine for them. */
export function eventLine(event: RunEvent): string | undefined {
  switch (event.type) {
    case 'run.started': {
      const { mode, rounds, runtime, seed } = event.spec
      const names = event.variants.map(({ id }) => id).join(', ')
      return `${mode} run of ${names} on ${runtime}: ${String(rounds)} rounds, seed ${String(seed)}`
    }
    case 'run.resumed':
      return 'going on with the run'
    case 'step.finished': {
      const where = event.variant ?? 'lab'
      const how = event.error ? `✗ ${event.title}: ${event.error.message}` : `✓ ${event.title}`
      return event.kind === 'pause' && !event.error ? undefined : `${where}  ${how}  ${seconds(event.durationMs)}`
    }
    case 'cluster.ready':
      return `${event.variant}  ready as ${event.cluster}${event.reused ? ' (kept from an earlier run)' : ''}`
    case 'variant.failed':
      return `${event.variant}  ✗ takes no further part: ${event.error.title}: ${event.error.message}`
    case 'round.started':
      return `round ${String(event.round)}: ${event.order.join(', ')}`
    case 'sample.taken':
      return `${event.variant}  ${event.probe} ${event.caseId}, ${event.path}  ${seconds(event.durationMs)}`
    case 'sample.failed':
      return `${event.variant}  ✗ ${event.probe} ${event.caseId}, ${event.path}: ${event.error.message}`
    case 'idle.measured':
      return `idle load: ${percent(event.running)} with all clusters running, ${percent(event.paused)} with the others paused`
    case 'run.finished':
      return event.state
    case 'log':
    case 'sample.measured':
      return undefined
  }
}

export const seconds = (durationMs: number): string => `${(durationMs / 1000).toFixed(1)} s`
const percent = (share: number) => `${String(Math.round(share * 100))} %`
