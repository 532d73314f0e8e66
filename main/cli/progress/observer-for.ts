import { jsonProgress } from './json-progress.ts'
import { liveProgress } from './live-progress.ts'
import { plainProgress } from './plain-progress.ts'
import type { ProgressObserver } from './progress-observer.ts'

export type ProgressKind = 'live' | 'plain' | 'json'

/** Progress goes to standard error, so that standard output holds the result alone; JSON events are the result. */
export function observerFor(kind: ProgressKind): ProgressObserver {
  switch (kind) {
    case 'live':
      return liveProgress(process.stderr)
    case 'plain':
      return plainProgress((line) => process.stderr.write(`${line}\n`))
    case 'json':
      return jsonProgress((line) => process.stdout.write(`${line}\n`))
  }
}
