import { bytes, duration } from '../../words/en/quantity.ts'
import type { FactRow } from '../scorecard.ts'
import type { FootprintFacts } from './facts.ts'

/** One look at memory, and one installation, do not tell less than this apart. */
const tolerance = 0.1

/** What a CNI takes, and how long it takes to be there. */
export const footprintScores: readonly FactRow<FootprintFacts>[] = [
  {
    ...{ from: 'facts', title: 'Memory of its Pods', better: 'lower', tolerance },
    of: ({ memoryBytes }) => (memoryBytes === undefined ? undefined : { text: bytes(memoryBytes), level: memoryBytes }),
  },
  {
    ...{ from: 'facts', title: 'Time to ready', better: 'lower', tolerance },
    of: ({ readyMs }) => (readyMs === undefined ? undefined : { text: duration(readyMs), level: readyMs }),
  },
]
