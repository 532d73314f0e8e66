import type { Cluster, ProbePods, Runtime, StepReporter } from '../../clusters/cluster.ts'
import { isCompared, questionKey, questionsOf, type Question } from '../../findings/questions.ts'
import { referencePath } from '../../experiment/paths.ts'
import type { Variant } from '../../cnis/variant.ts'
import type { Probe, RecordedOutput } from '../../probes/probe.ts'
import { probes as allProbes } from '../../probes/index.ts'
import type { Experiment } from '../run-under-way.ts'
import { waitForPaths } from '../gate.ts'
import { probePodsOf, type Measurement } from '../plan.ts'
import { recordedProbe } from '../recorded-probe.ts'
import { costPerRule, type Calibration, type RuleCost } from './calibration.ts'
import { twinRuntime } from './twins.ts'

/** About what a fifth costs: far above the noise of some pairs, and near to what is asked for. */
const rules = 100
const gate = { times: 3, timeoutMs: 60_000 }

export interface CalibrateOptions {
  /** What both twins are. */
  readonly base: Variant
  /** Of twins. */
  readonly experiment: Experiment
  readonly runtime: Runtime
  /** Samples of each twin. */
  readonly pairs: number
  readonly signal: AbortSignal
}

interface Twin {
  readonly cluster: Cluster
  readonly probePods: ProbePods
}

/** Finds out what rules cost: samples of two clusters in turns, one of them with rules. @throws LabError */
export async function calibrate({ base, experiment, runtime, pairs, signal }: CalibrateOptions): Promise<Calibration> {
  const { variants, probes, spec } = experiment
  const ports = probes.flatMap(({ servers }) => servers.map(({ port }) => port))
  const slowed = twinRuntime(runtime, base, new Map(ports.map((port) => [port, rules])))
  const asked = questionsOf({ probes: probes.map(recordedProbe), spec }).filter(
    (question) => isCompared(question) && question.path !== referencePath,
  )
  const cells = cellsOf(probes, asked)
  await using stack = new AsyncDisposableStack()
  const twins: Twin[] = []
  for (const variant of variants) {
    const cluster = stack.use(await slowed.acquire(variant, { signal, steps: silent, owner: 'the self-test' }))
    const { pods, services } = probePodsOf(allProbes.all(), cluster.nodes, runtime.provides.includes('services'))
    const probePods = await cluster.deployProbes(pods, services, signal)
    await waitForPaths(probePods, cells, gate, signal)
    twins.push({ cluster, probePods })
  }
  const slower = new Map<Question, number[]>(asked.map((question) => [question, []]))
  for (let pair = 0; pair < pairs; pair++) {
    for (const cell of cells) {
      const [a, b] = await samplePair(twins, cell, { isTurned: pair % 2 === 1, experiment, signal })
      for (const question of asked.filter((each) => isOf(each, cell))) {
        const ratio = (b?.[question.metricId] ?? NaN) / (a?.[question.metricId] ?? NaN)
        const sign = question.metric.better === 'higher' ? -1 : 1
        if (ratio > 0) slower.get(question)?.push(sign * Math.log(ratio))
      }
    }
  }
  const costs = [...slower].map(([question, logRatios]): RuleCost => {
    const port = probes.find(({ id }) => id === question.probe)?.servers[0]?.port ?? 0
    return { ...questionKey(question), port, ...costPerRule(logRatios, rules) }
  })
  return { rules, pairs, costs }
}

interface PairOptions {
  /** The second twin comes first: who does changes from pair to pair. */
  readonly isTurned: boolean
  readonly experiment: Experiment
  readonly signal: AbortSignal
}

/** @returns what each of the twins gave, in their own order */
async function samplePair(twins: readonly Twin[], cell: Measurement, { isTurned, experiment, signal }: PairOptions) {
  const values: Readonly<Record<string, number>>[] = []
  for (const twin of isTurned ? twins.toReversed() : twins) values.push(await sample(cell, twin, experiment, signal))
  return isTurned ? values.toReversed() : values
}

/** What is read for the questions, each once. */
const cellsOf = (probes: readonly Probe[], asked: readonly Question[]): readonly Measurement[] =>
  probes.flatMap((probe) =>
    probe.cases.flatMap(({ id }) => {
      const paths = new Set(
        asked.filter((each) => each.probe === probe.id && each.case.id === id).map(({ path }) => path),
      )
      return [...paths].map((path) => ({ probe, caseId: id, path }))
    }),
  )

const isOf = (question: Question, { probe, caseId, path }: Measurement): boolean =>
  question.probe === probe.id && question.case.id === caseId && question.path === path

/** As an experiment takes it, and without a record. */
async function sample(
  { probe, caseId, path }: Measurement,
  { cluster, probePods }: Twin,
  { spec }: Experiment,
  signal: AbortSignal,
): Promise<Readonly<Record<string, number>>> {
  const key = { variant: cluster.variant.id, probe: probe.id, caseId, path, round: 1 }
  const record = await probe.run({
    ...{ key, cluster, probePods, signal, intensity: spec.intensity, seed: spec.seed },
    log: () => undefined,
    record: async (_part, _command, run): Promise<RecordedOutput> => ({
      ...(await run()),
      ...{ raw: 0, startedAtMs: 0, durationMs: 0 },
    }),
  })
  return probe.numbers?.(record).metrics ?? {}
}

const silent: StepReporter = { log: () => undefined, step: (_title, run) => run() }
