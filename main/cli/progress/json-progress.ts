import type { ProgressObserver } from './progress-observer.ts'

/** Every event as one line of JSON, with its time. */
export const jsonProgress = (write: (line: string) => void): ProgressObserver => ({
  event: (event) => {
    write(JSON.stringify({ at: new Date().toISOString(), ...event }))
  },
  stepBegun: (variant, title) => {
    write(JSON.stringify({ at: new Date().toISOString(), type: 'step.begun', variant, title }))
  },
  [Symbol.dispose]: () => undefined,
})
