import { z } from 'zod'
import type { Probe } from '../../../main/probes/probe.ts'

const target = { host: '127.0.0.1', port: 1 }

/** What all of these have in common: a Pod is asked, and what it says is stored before anything is made of it. */
const common = {
  question: 'What is there?',
  needs: [],
  cases: [{ id: 'all', title: 'All' }],
  servers: [],
  metrics: {},
  typicalMs: () => 1_000,
} as const

const printed = async ({ record, probePods, signal }: Parameters<Probe['run']>[0]): Promise<string> => {
  const pod = probePods.pods.get('client')
  if (!pod) throw new Error('there is a client in every cluster')
  const argv = ['print', String(target.port)]
  return (await record('client', argv, () => pod.exec(argv, { signal }))).stdout
}

const numbers = z.object({ metrics: z.record(z.string(), z.number()) })
type Numbers = z.infer<typeof numbers>

/** Numbers, one a round. */
export const scalars: Probe<Numbers, { readonly rounds: number }> = {
  ...common,
  id: 'shelf-weight',
  title: 'Weight of shelves',
  repeat: 'each-round',
  yields: 'scalars',
  paths: ['pod-pod/cross-node'],
  metrics: { weight: { unit: 'count', better: 'lower', of: 'weight of a shelf', headline: true } },
  record: numbers,
  run: async (context) => ({ metrics: { weight: (await printed(context)).length + context.key.round } }),
  numbers: (record) => record,
  scorecard: [{ from: 'metric', title: 'Lightness of shelves', caseId: 'all', path: 'pod-pod/cross-node' }],
  derive: (readings) => ({ rounds: readings.length }),
  view: (variants) => [
    {
      kind: 'prose',
      as: 'list',
      texts: variants.map(({ variant, facts }) => ({ variant, text: `weighed ${String(facts.rounds)} times` })),
    },
  ],
}

const distributions = z.object({
  metrics: z.record(z.string(), z.number()),
  distributions: z.record(z.string(), z.array(z.number())),
})

/** Every single value of a round. */
export const distribution: Probe<z.infer<typeof distributions>> = {
  ...common,
  id: 'shelf-creak',
  title: 'Creaking of shelves',
  repeat: 'each-round',
  yields: 'distribution',
  paths: ['pod-pod/cross-node'],
  metrics: { creakMs: { unit: 'ms', better: 'lower', of: 'length of a creak', headline: true } },
  record: distributions,
  run: async (context) => {
    const base = (await printed(context)).length / 1000
    const values = Array.from({ length: 50 }, (_, n) => base + n / 1000)
    return { metrics: { creakMs: base + 0.025 }, distributions: { creakMs: values } }
  },
  numbers: (record) => record,
}

const overTime = z.object({
  metrics: z.record(z.string(), z.number()),
  series: z.record(z.string(), z.array(z.object({ atMs: z.number(), value: z.number() }))),
})

/** Values over time within a round. */
export const series: Probe<z.infer<typeof overTime>> = {
  ...common,
  id: 'shelf-sway',
  title: 'Swaying of shelves',
  repeat: 'each-round',
  yields: 'series',
  paths: ['pod-pod/cross-node'],
  metrics: { sway: { unit: '%', better: 'lower', of: 'sway of a shelf', headline: true } },
  record: overTime,
  run: async (context) => {
    const base = (await printed(context)).length
    const values = [0, 1, 2, 3].map((n) => ({ atMs: n * 100, value: base + n }))
    return { metrics: { sway: base }, series: { sway: values } }
  },
  numbers: (record) => record,
}

/** One number at each point of an axis. */
export const curve: Probe<Numbers> = {
  ...common,
  id: 'shelf-bend',
  title: 'Bending of shelves',
  repeat: 'each-round',
  yields: 'curve',
  paths: ['pod-pod/cross-node'],
  axis: { title: 'load', unit: 'books', points: [1, 10, 100] },
  metrics: { bend: { unit: '%', better: 'lower', of: 'bend of a shelf', headline: true } },
  record: numbers,
  run: async (context) => ({ metrics: { bend: (await printed(context)).length + (context.key.point ?? NaN) } }),
  numbers: (record) => record,
}

const levels = z.object({ level: z.boolean() })

/** Whether something is as it should be. */
export const verdicts: Probe<z.infer<typeof levels>, { readonly isLevel: boolean }> = {
  ...common,
  id: 'shelf-level',
  title: 'Level of shelves',
  repeat: 'once',
  yields: 'verdicts',
  paths: ['cluster'],
  record: levels,
  run: async (context) => ({ level: (await printed(context)) !== '' }),
  derive: ([reading]) => ({ isLevel: reading?.record.level ?? false }),
  verdicts: ({ isLevel }) => [{ id: 'level', title: 'Shelves are level', verdict: isLevel ? 'pass' : 'fail' }],
  scorecard: [
    {
      ...{ from: 'facts', title: 'Straight shelves', better: 'higher' },
      of: ({ isLevel }) => ({ text: isLevel ? 'wholly straight' : 'crooked', level: Number(isLevel) }),
    },
  ],
  overview: [{ title: 'Shelves', of: ({ isLevel }) => (isLevel ? 'level shelves' : 'crooked shelves') }],
  view: (variants) => [
    {
      kind: 'stat',
      items: variants.map(({ variant, facts }) => ({
        title: 'Spirit level',
        variant,
        value: facts.isLevel ? 'the bubble is in the middle' : 'the bubble is aside',
      })),
    },
  ],
}

const woods = z.object({ wood: z.string() })

/** What is there, beside what was asked for. */
export const observations: Probe<z.infer<typeof woods>, { readonly wood: string }> = {
  ...common,
  id: 'shelf-wood',
  title: 'Wood of shelves',
  repeat: 'once',
  yields: 'observations',
  paths: ['cluster'],
  record: woods,
  run: async (context) => ({ wood: (await printed(context)).trim() }),
  derive: ([reading]) => ({ wood: reading?.record.wood ?? '' }),
  observations: ({ wood }) => [{ what: 'kind of wood', observed: wood, configured: 'oak' }],
  view: (variants) => [
    {
      kind: 'table',
      caption: 'Wood that was seen',
      columns: [{ title: 'What' }, ...variants.map(({ variant }) => ({ title: variant, variant }))],
      groups: [{ rows: [{ head: 'the wood', cells: variants.map(({ facts }) => `made of ${facts.wood}`) }] }],
    },
  ],
}
