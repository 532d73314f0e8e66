import { eventLine } from '../../lab/event-line.ts'
import type { Observer } from '../../lab/recorder.ts'
import { printableLine } from '../../system/printable.ts'
import { progressScreen, say, tell } from '../terminal.ts'
import { liveProgress } from './live-progress.ts'

/** Progress goes to standard error, so that standard output holds the result alone; JSON events are the result. */
export function observerFor({ json }: { readonly json?: true }): Observer & Disposable {
  if (json) return jsonProgress(say)
  const screen = progressScreen()
  return screen ? liveProgress(screen) : plainProgress(tell)
}

/** One line an event, for pipes and logs of build servers. */
export const plainProgress = (write: (line: string) => void): Observer & Disposable => ({
  event: (event) => {
    const line = eventLine(event)
    if (line !== undefined) write(`${new Date().toISOString().slice(11, 19)}  ${printableLine(line)}`)
  },
  stepBegun: () => undefined,
  [Symbol.dispose]: () => undefined,
})

/** Every event as one line of JSON, with its time. */
export const jsonProgress = (write: (line: string) => void): Observer & Disposable => ({
  event: (event) => {
    write(JSON.stringify({ at: new Date().toISOString(), ...event }))
  },
  stepBegun: (variant, title) => {
    write(JSON.stringify({ at: new Date().toISOString(), type: 'step.begun', variant, title }))
  },
  [Symbol.dispose]: () => undefined,
})
