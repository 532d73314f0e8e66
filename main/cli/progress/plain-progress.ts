import { eventLine } from '../../lab/event-line.ts'
import type { ProgressObserver } from './progress-observer.ts'

/** One line an event, for pipes and logs of build servers. */
export const plainProgress = (write: (line: string) => void): ProgressObserver => ({
  event: (event) => {
    const line = eventLine(event)
    if (line !== undefined) write(`${new Date().toISOString().slice(11, 19)}  ${line}`)
  },
  stepBegun: () => undefined,
  [Symbol.dispose]: () => undefined,
})
