import { createLogUpdate } from 'log-update'
import { eventLine, seconds } from '../../lab/event-line.ts'
import { lookLines, lookSummary } from '../../words/en/look.ts'
import type { Observer } from '../../lab/recorder.ts'
import { RunProgress } from '../../lab/tasks/run-progress.ts'
import type { RunEvent } from '../../store/events.ts'
import { printableLine } from '../../system/printable.ts'

const redrawMs = 100
const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'

/** What goes on now, one line a cluster, redrawn in place; what has ended stays above. */
export function liveProgress(stream: NodeJS.WriteStream): Observer & Disposable {
  const log = createLogUpdate(stream)
  const screen = new Screen()
  const redraw = () => {
    log(screen.lines(Date.now()).join('\n'))
  }
  const timer = setInterval(redraw, redrawMs)
  return {
    event: (event) => {
      const line = screen.see(event)
      if (line !== undefined) log.persist(printableLine(line))
      redraw()
    },
    stepBegun: (variant, title) => {
      screen.begin(variant, title, Date.now())
    },
    [Symbol.dispose]: () => {
      clearInterval(timer)
      log.clear()
      log.done()
    },
  }
}

/** The state behind the live lines; knows nothing of a terminal. */
export class Screen {
  readonly #running = new Map<string, { readonly title: string; readonly sinceMs: number }>()
  #measured = 0
  #progress: RunProgress | undefined
  #look = ''
  #round = ''

  begin(variant: string | null, title: string, atMs: number): void {
    this.#running.set(variant ?? 'lab', { title: printableLine(title), sinceMs: atMs })
  }

  /** Takes an event in. @returns a line to leave above, if it deserves one */
  see(event: RunEvent): string | undefined {
    this.#progress?.see(event)
    switch (event.type) {
      case 'run.started':
        this.#progress = new RunProgress(event)
        return eventLine(event)
      case 'step.finished':
        this.#running.delete(event.variant ?? 'lab')
        return event.error ? eventLine(event) : undefined
      case 'round.started':
        this.#round = `round ${String(event.round)}`
        return undefined
      case 'reading.recorded':
        if (event.round > 0) this.#measured += 1
        return undefined
      case 'reading.printed':
        if (event.round > 0) this.#running.delete(event.variant)
        return undefined
      case 'log':
        return undefined
      case 'look.taken':
        this.#look = lookSummary(event)
        return [lookSummary(event), ...lookLines(event).map((line) => `  ${line}`)].join('\n')
      case 'run.resumed':
      case 'cluster.ready':
      case 'variant.failed':
      case 'reading.failed':
      case 'idle.measured':
      case 'run.finished':
        return eventLine(event)
    }
  }

  lines(nowMs: number): readonly string[] {
    const frame = frames[Math.floor(nowMs / redrawMs) % frames.length] ?? ''
    const width = Math.max(0, ...[...this.#running.keys()].map((name) => name.length))
    const steps = [...this.#running].map(
      ([name, { title, sinceMs }]) => `${frame} ${name.padEnd(width)}  ${title}  ${seconds(nowMs - sinceMs)}`,
    )
    if (!this.#round) return steps
    // A resumed run does not begin with what it is made of.
    const of = this.#progress ? ` of ${String(this.#progress.total)}` : ''
    const last = this.#look === '' ? '' : `; ${this.#look}`
    return [...steps, `${this.#round}, ${String(this.#measured)}${of} samples${last}`]
  }
}
