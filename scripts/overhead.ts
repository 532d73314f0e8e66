import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { median } from 'simple-statistics'
import type { Runtime } from '../main/clusters/cluster.ts'
import { deriveFindings } from '../main/findings/derive-findings.ts'
import { runExperiment } from '../main/lab/experiment.ts'
import type { Experiment, LabParts } from '../main/lab/run-under-way.ts'
import { openMachine } from '../main/lab/open-machine.ts'
import { waitForPaths } from '../main/lab/gate.ts'
import { cellsOf } from '../main/experiment/cells.ts'
import { probePodsOf } from '../main/lab/plan.ts'
import { completeSpec, resolveSpec } from '../main/lab/resolve-spec.ts'
import { probes } from '../main/probes/index.ts'
import { httpLatency } from '../main/probes/http-latency/http-latency.ts'
import type { ProbeContext, RecordedOutput } from '../main/probes/probe.ts'
import { podNames } from '../main/probes/route.ts'
import { openStore } from '../main/store/open-store.ts'
import type { Store } from '../main/store/store.ts'
import { databaseFile, type Paths } from '../main/system/paths.ts'

// Prints the lab's own overhead: the share of a run that is neither making clusters, waiting for them nor measuring, and what
// one sample costs beside its probe. Exits with 1 where a budget is exceeded.
// Called by scripts/bench.

const budgets = { runShare: 0.05, perSampleMs: { kind: 100, netns: 30 } } as const
const variantsToBench = { kind: ['kindnet', 'flannel/vxlan'], netns: ['netns/routed', 'netns/vxlan'] } as const

const { values } = parseArgs({
  options: { runtime: { type: 'string', default: 'netns' }, samples: { type: 'string', default: '40' } },
})
const runtimeId = values.runtime === 'kind' ? 'kind' : 'netns'
const { signal } = new AbortController()
const path = 'pod-pod/cross-node'

const home = await mkdtemp(join(tmpdir(), 'cnilab-bench-'))
try {
  process.exitCode = (await bench({ data: join(home, 'data'), cache: join(home, 'cache') })) ? 0 : 1
} finally {
  await rm(home, { recursive: true, force: true })
}

async function bench(paths: Paths): Promise<boolean> {
  using store = openStore(databaseFile(paths))
  const experiment = resolveSpec(completeSpec({ variants: variantsToBench[runtimeId], rounds: 3, seed: 1 }))
  const machine = { concurrency: 2, sudo: false }
  const context = { paths, environment: process.env }
  const opened = await openMachine(experiment, machine, context, () => false, signal)
  const observer = { event: () => undefined, stepBegun: () => undefined }
  const parts = { ...opened, store, allProbes: probes.all(), concurrency: machine.concurrency, observer }
  const isRunFine = await benchRun(experiment, parts)
  const isSampleFine = await benchSample(experiment, parts.runtime, store)
  return isRunFine && isSampleFine
}

async function benchRun(experiment: Experiment, parts: LabParts): Promise<boolean> {
  const run = await runExperiment(experiment, parts, signal)
  const { cost } = deriveFindings(run)
  const share = cost.overheadMs / cost.wallMs
  console.log(
    `${runtimeId}: a quick run of ${run.variants.map(({ id }) => id).join(', ')}, ${String(run.readings.length)} readings`,
  )
  for (const [name, ms] of Object.entries(cost))
    if (typeof ms === 'number') console.log(`  ${name.padEnd(10)} ${ms.toFixed(0)} ms`)
  console.log(
    `  overhead   ${(share * 100).toFixed(1)} % of the wall time (budget ${String(budgets.runShare * 100)} %)`,
  )
  return run.state === 'complete' && share < budgets.runShare
}

/** One sample with a probe that takes no time: exec of `true`, then parse and store of a real output. */
async function benchSample({ variants: [variant] }: Experiment, runtime: Runtime, store: Store): Promise<boolean> {
  if (!variant) return false
  const steps = { log: () => undefined, step: <T>(_title: string, run: () => Promise<T>) => run() }
  await using cluster = await runtime.acquire(variant, { signal, steps, owner: 'the bench' })
  const { pods, services } = probePodsOf(probes.all(), cluster.nodes, runtime.provides.includes('services'))
  const probePods = await cluster.deployProbes(pods, services, signal)
  // As in a run: samples are taken only once the cluster has come to rest.
  await waitForPaths(probePods, cellsOf(probes.all(), [path]), { times: 3, timeoutMs: 60_000 }, signal)
  const pod = probePods.pods.get(podNames.client)
  if (!pod) return false
  const key = { variant: variant.id, probe: httpLatency.id, caseId: 'kept-alive', path, round: 1 } as const
  const context = {
    key,
    intensity: { durationS: 1, requests: 400 },
    cluster,
    probePods,
    signal,
    seed: 1,
    log: () => undefined,
  }
  let real: RecordedOutput | undefined
  const record: ProbeContext['record'] = async (_part, _command, run) =>
    (real ??= { ...(await run()), raw: 1, startedAtMs: 0, durationMs: 0 })
  const runId = store.runs()[0]?.id ?? ''
  const durationsMs: number[] = []
  await httpLatency.run({ ...context, record })
  for (let sample = 0; sample < Number(values.samples); sample++) {
    const startedAt = performance.now()
    await pod.exec(['true'], { signal })
    const raw = store.appendRaw(runId, real ?? { stdout: '', stderr: '' })
    const { metrics } = await httpLatency.run({ ...context, record })
    store.append(runId, { type: 'log', variant: variant.id, line: JSON.stringify({ raw, metrics }) })
    durationsMs.push(performance.now() - startedAt)
  }
  const budget = budgets.perSampleMs[runtimeId]
  const typical = median(durationsMs)
  console.log(
    `  per sample ${typical.toFixed(1)} ms median of ${String(durationsMs.length)}: exec, parse, store (budget ${String(budget)} ms)`,
  )
  return typical < budget
}
