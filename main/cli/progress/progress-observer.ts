import type { Observer } from '../../lab/recorder.ts'

/** Shows a run while it happens; disposed of before anything else is printed. */
export type ProgressObserver = Observer & Disposable
