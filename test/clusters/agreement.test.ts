import { runtimes } from '../../main/clusters/index.ts'
import { median } from 'simple-statistics'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { probeNamespace } from '../../main/clusters/kubernetes/probe-manifests.ts'
import type { Cluster, ProbePods } from '../../main/clusters/cluster.ts'
import { variants } from '../../main/cnis/index.ts'
import { chooseCatalog } from '../../main/lab/catalog-choice.ts'
import { waitForPaths } from '../../main/lab/gate.ts'
import { cellsOf } from '../../main/experiment/cells.ts'
import { probePodsOf } from '../../main/lab/plan.ts'
import { route } from '../../main/probes/route.ts'
import { probes } from '../../main/probes/index.ts'
import { tcpThroughput } from '../../main/probes/tcp-throughput/tcp-throughput.ts'
import { exec } from '../../main/system/exec.ts'
import { defaultPaths } from '../../main/system/paths.ts'
import { Cnilab } from './cnilab.ts'

const path = 'pod-pod/cross-node'
const batch = 10
const batches = 4
const agreement = 0.1

/** The lab's numbers against those of a person with kubectl, in the same Pods, turn by turn. */
describe('throughput as the lab measures it', () => {
  const lab = new Cnilab()
  const { signal } = new AbortController()
  let cluster: Cluster
  let probePods: ProbePods

  const kubectl = (args: readonly string[]) =>
    exec('kubectl', [
      '--kubeconfig',
      `${lab.home}/data/clusters/${cluster.name}/kubeconfig`,
      '-n',
      probeNamespace,
      ...args,
    ])

  beforeAll(async () => {
    const paths = defaultPaths(lab.environment)
    const options = { paths, catalog: await chooseCatalog(undefined), keep: () => false, viaSudo: false }
    const runtime = await runtimes.get('kind').open(options, signal)
    const steps = { log: () => undefined, step: <T>(_title: string, run: () => Promise<T>) => run() }
    cluster = await runtime.acquire(variants.get('kindnet'), { signal, steps, owner: 'the agreement test' })
    const { pods, services } = probePodsOf(probes.all(), cluster.nodes, true)
    probePods = await cluster.deployProbes(pods, services, signal)
    await waitForPaths(probePods, cellsOf(probes.all(), [path]), { times: 3, timeoutMs: 60_000 }, signal)
  }, 400_000)

  afterAll(async () => {
    await cluster.close()
  }, 120_000)

  it('is taken in a cluster that takes objects, too', async () => {
    const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'greeting', namespace: probeNamespace } }
    await cluster.kubernetes?.apply([{ ...configMap, data: { text: 'hello' } }], signal)
    const { stdout } = await kubectl(['get', 'configmap', 'greeting', '-o', 'jsonpath={.data.text}'])
    expect(stdout).toBe('hello')
  })

  it('agrees with iperf3 run by hand: medians within 10 %', async () => {
    const { from, target } = route(probePods, path, tcpThroughput.server.port)
    const byLab = async () => {
      const command = tcpThroughput.client({ caseId: '1-stream', target, intensity: { durationS: 2, requests: 1 } })
      const output = await from.exec(command, { signal })
      return tcpThroughput.parse(output.stdout).metrics.throughput ?? NaN
    }
    const byHand = async () => {
      const iperf = ['iperf3', '-c', target.host, '-t', '2', '-O', '1', '-f', 'k']
      const { stdout } = await kubectl(['exec', from.name, '--', ...iperf])
      return Number(/([\d.]+) Kbits\/sec\s+receiver/.exec(stdout)?.[1]) * 1000
    }
    const labs: number[] = []
    const hands: number[] = []
    // More pairs where the machine is noisy: what must agree are the medians, not two lucky values.
    for (let done = 0; done < batches; done++) {
      for (let pair = 0; pair < batch; pair++) {
        if (pair % 2 === 0) labs.push(await byLab())
        hands.push(await byHand())
        if (pair % 2 === 1) labs.push(await byLab())
      }
      if (Math.abs(median(labs) / median(hands) - 1) < agreement / 2) break
    }
    console.log(
      `lab ${String(median(labs))}, by hand ${String(median(hands))} bit/s, medians of ${String(labs.length)}`,
    )
    expect(Math.abs(median(labs) / median(hands) - 1)).toBeLessThan(agreement)
  }, 900_000)
})
