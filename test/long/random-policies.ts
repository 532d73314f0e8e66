import { setTimeout } from 'node:timers/promises'
import { stringify } from 'yaml'
import type { Cluster, KubernetesApi, Manifest } from '../../main/clusters/cluster.ts'
import type { Decision } from '../../main/policy-model/evaluate.ts'
import type { NetworkPolicy } from '../../main/policy-model/network-policy.ts'
import { randomPolicies } from '../unit/policy-model/random-policies.ts'
import { fullName, podNamed, type ClusterModel } from '../../main/policy-model/cluster-model.ts'
import { expectationOf } from '../../main/probes/policy/expectation.ts'
import { namespaceManifest } from '../../main/clusters/kubernetes/manifests.ts'
import type { FixturePod } from '../../main/probes/policy/fixture-manifests.ts'
import { observe, type Dialer } from '../../main/probes/policy/observe.ts'
import type { Answer } from '../../main/probes/policy/parse-observation.ts'
import { startPods } from '../../main/probes/policy/pods.ts'
import { pollUntilStable } from '../../main/probes/policy/poll-until-stable.ts'
import { between, keyOf, type Attempt, type Way } from '../../main/probes/policy/record.ts'

export interface Disagreement {
  readonly seed: number
  readonly attempt: string
  readonly expected: Decision
  readonly observed: string
  readonly policies: string
}

export interface Comparison {
  readonly checks: number
  readonly open: number
  readonly blocked: number
  readonly undefined: number
  readonly disagreements: readonly Disagreement[]
}

const timeoutMs = 10_000
const readyTimeoutMs = 90_000
/** Namespaces of its own, so that it may run beside an inspection of the same cluster. */
const [P, Q, R] = ['cnilab-random-p', 'cnilab-random-q', 'cnilab-random-r'] as const
const teams = { [P]: 'p', [Q]: 'q', [R]: 'r' }
const ways: readonly Way[] = [
  { protocol: 'TCP', port: 80, via: 'address' },
  { protocol: 'TCP', port: 81, via: 'address' },
  { protocol: 'UDP', port: 80, via: 'address' },
]

interface FixtureAddresses {
  readonly model: ClusterModel
  readonly dialer: Dialer
  readonly attempts: readonly Attempt[]
}

function podsOn(nodes: Cluster['nodes']): readonly FixturePod[] {
  const [one = '', two = one] = nodes.filter(({ role }) => role === 'worker').map(({ name }) => name)
  const plain = { hostNetwork: false }
  return [
    { ...plain, namespace: P, name: 'a', node: one, labels: { pod: 'a' } },
    { ...plain, namespace: P, name: 'b', node: two, labels: { pod: 'b', role: 'guest' } },
    { ...plain, namespace: Q, name: 'a', node: two, labels: { pod: 'a' } },
    { ...plain, namespace: R, name: 'a', node: one, labels: { pod: 'a', role: 'guest' } },
  ]
}

async function makeScene(cluster: Cluster, kubernetes: KubernetesApi, signal: AbortSignal): Promise<FixtureAddresses> {
  const namespaces = Object.entries(teams).map(([name, team]) => ({ name, labels: { team } }))
  const wanted = { namespaces, pods: podsOn(cluster.nodes), image: kubernetes.images.client }
  const pods = await startPods(kubernetes, wanted, signal)
  const names = pods.map(fullName)
  const model: ClusterModel = {
    ...{ namespaces, pods },
    nodes: cluster.nodes.map(({ name, address }) => ({ name, address })),
  }
  const dialer: Dialer = {
    exec: (from, argv, options) => {
      const [namespace = '', pod = ''] = from.split('/')
      return kubernetes.exec({ namespace, pod, container: 'pod' }, argv, options)
    },
    dial: ({ to, protocol, port }) => ({ how: protocol, address: podNamed(pods, to)?.address ?? '', port }),
  }
  return { model, dialer, attempts: between(names, names, ways).filter(({ from, to }) => from !== to) }
}

async function removeScene(kubernetes: KubernetesApi, signal: AbortSignal): Promise<void> {
  const names = Object.keys(teams)
  await kubernetes.delete(
    names.map((name) => namespaceManifest(name)),
    signal,
  )
  const limitMs = Date.now() + readyTimeoutMs
  const isThere = async (name: string) => (await kubernetes.get(`/api/v1/namespaces/${name}`, signal)) !== undefined
  while ((await Promise.all(names.map(isThere))).some(Boolean)) {
    if (Date.now() > limitMs) throw new Error('namespaces of random policies do not go away')
    await setTimeout(500, undefined, { signal })
  }
}

/**
 * Puts random policies in force, one case after the other, and compares what is reached with what the evaluator says. Each
 * policy is a new object: one without `policyTypes` that replaced another would keep those which the API server gave to that one.
 */
export async function compareRandomPolicies(
  cluster: Cluster,
  kubernetes: KubernetesApi,
  seeds: readonly number[],
  signal: AbortSignal,
): Promise<Comparison> {
  await removeScene(kubernetes, signal)
  await using stack = new AsyncDisposableStack()
  stack.defer(() => removeScene(kubernetes, AbortSignal.timeout(2 * readyTimeoutMs)))
  const scene = await makeScene(cluster, kubernetes, signal)
  const gate = await lookAt(-1, [], scene, signal)
  if (gate.disagreements.length > 0) throw new Error(`not all is open without policies: ${JSON.stringify(gate)}`)
  const cases: Comparison[] = []
  let before: readonly NetworkPolicy[] = []
  for (const seed of seeds) {
    const policies = randomPolicies(scene.model, seed)
    await kubernetes.apply(asManifests(policies), signal)
    const names = policies.map(nameOf)
    await kubernetes.delete(asManifests(before.filter((each) => !names.includes(nameOf(each)))), signal)
    before = policies
    cases.push(await lookAt(seed, policies, scene, signal))
  }
  const sum = (of: (each: Comparison) => number) => cases.reduce((total, each) => total + of(each), 0)
  return {
    checks: sum((each) => each.checks),
    open: sum((each) => each.open),
    blocked: sum((each) => each.blocked),
    undefined: sum((each) => each.undefined),
    disagreements: cases.flatMap(({ disagreements }) => disagreements),
  }
}

async function lookAt(
  seed: number,
  policies: readonly NetworkPolicy[],
  { model, dialer, attempts }: FixtureAddresses,
  signal: AbortSignal,
): Promise<Comparison> {
  const keep = async (_part: string, _command: readonly string[], run: () => ReturnType<typeof dialer.exec>) => ({
    ...(await run()),
    ...{ raw: 0, startedAtMs: 0, durationMs: 0 },
  })
  const expected = new Map(
    attempts.map((attempt) => [keyOf(attempt), expectationOf(attempt, { policies, model, outside: '', objects: [] })]),
  )
  const verdictOf = (attempt: Attempt) => expected.get(keyOf(attempt))?.verdict
  const isExpected = (attempt: Attempt, { connectivity }: Answer) => {
    const verdict = verdictOf(attempt)
    return verdict === 'undefined' || (verdict === 'allowed') === (connectivity === 'allowed')
  }
  const patience = { timeoutMs, rounds: 2, signal }
  const once = (count: number) => observe({ record: keep, signal }, dialer, String(count), attempts)
  const first = await pollUntilStable(once, attempts, isExpected, patience)
  // On a busy machine a try can run out of time: only what is still so at the end of a second term is a disagreement.
  const { answers } = first.stable ? first : await pollUntilStable(once, attempts, isExpected, patience)
  const count = (verdict: Decision['verdict']) => attempts.filter((attempt) => verdictOf(attempt) === verdict).length
  return {
    checks: attempts.length,
    open: count('allowed'),
    blocked: count('denied'),
    undefined: count('undefined'),
    disagreements: attempts.flatMap((attempt) => {
      const [decision, answer] = [expected.get(keyOf(attempt)), answers.get(keyOf(attempt))]
      if (!decision || (answer && isExpected(attempt, answer))) return []
      const yaml = policies.map((policy) => stringify(policy)).join('---\n')
      return [
        {
          seed,
          attempt: keyOf(attempt),
          expected: decision,
          observed: answer?.connectivity ?? 'error',
          policies: yaml,
        },
      ]
    }),
  }
}

const nameOf = ({ metadata }: NetworkPolicy) => `${metadata.namespace}/${metadata.name}`

const asManifests = (policies: readonly NetworkPolicy[]): readonly Manifest[] =>
  policies.map((policy) => ({ ...policy, metadata: { ...policy.metadata } }))
