import type { Observer } from '../../lab/recorder.ts'
import { jsonProgress } from './json-progress.ts'
import { liveProgress } from './live-progress.ts'
import { plainProgress } from './plain-progress.ts'

export type ProgressKind = 'live' | 'plain' | 'json'

/** Shows a run while it happens; disposed of before anything else is printed. */
export type ProgressObserver = Observer & Disposable

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
