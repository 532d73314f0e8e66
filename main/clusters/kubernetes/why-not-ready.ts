import { z } from 'zod'
import type { KubernetesApi } from '../cluster.ts'
import { jsonOf } from '../../system/json.ts'
import { explanationOf } from '../known-causes/explain.ts'
import type { Diagnosis } from './wait.ts'

const ended = z.object({
  reason: z.string().optional(),
  exitCode: z.number().default(0),
  message: z.string().optional(),
})
const state = z.object({
  waiting: z.object({ reason: z.string().default(''), message: z.string().default('') }).optional(),
  terminated: ended.optional(),
})
const container = z.object({
  name: z.string(),
  ready: z.boolean().default(false),
  restartCount: z.number().default(0),
  state: state.default({}),
  lastState: state.default({}),
})
const podShape = z.object({
  metadata: z.object({ name: z.string(), namespace: z.string().default('default') }),
  status: z.object({
    phase: z.string().default(''),
    conditions: z.array(z.object({ type: z.string(), status: z.string(), message: z.string().optional() })).default([]),
    initContainerStatuses: z.array(container).default([]),
    containerStatuses: z.array(container).default([]),
  }),
})
type FailingPod = z.infer<typeof podShape>

const eventShape = z.object({
  reason: z.string().default(''),
  message: z.string().nullish(),
  lastTimestamp: z.string().nullish(),
  involvedObject: z.object({ name: z.string().default('') }),
})

/** Which Pods are asked: all of a namespace, or of the cluster, or those of a workload. */
export interface PodsAsked {
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
}

/** Nothing is amiss there yet. */
const beginning = ['', 'ContainerCreating', 'PodInitializing']
const ofImages = ['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull']
const hopelessReasons = [...ofImages, 'CreateContainerConfigError']
/** With the pauses between them that is after two and a half minutes. */
const hopelessRestarts = 4

/** What Pods, their events and, of one that ends again and again, its last output say of why they are not ready. */
export async function whyNotReady(
  api: Pick<KubernetesApi, 'get'>,
  { namespace, labels = {} }: PodsAsked,
  signal: AbortSignal,
): Promise<Diagnosis | undefined> {
  const folder = namespace === undefined ? '/api/v1' : `/api/v1/namespaces/${namespace}`
  const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`)
  const chosen = selector.length > 0 ? `?labelSelector=${encodeURIComponent(selector.join(','))}` : ''
  const [pods, events] = await Promise.all([
    itemsOf(api, `${folder}/pods${chosen}`, podShape, signal),
    itemsOf(api, `${folder}/events?fieldSelector=${encodeURIComponent('type=Warning')}`, eventShape, signal),
  ])
  const failing = pods.filter(isFailing)
  const said = await Promise.all(
    failing.map(async (pod) => ({
      pod,
      lines: [
        ...(await statesOf(api, pod, signal)),
        ...events
          .filter(({ involvedObject }) => involvedObject.name === pod.metadata.name)
          .toSorted((one, other) => (other.lastTimestamp ?? '').localeCompare(one.lastTimestamp ?? ''))
          .map(({ reason, message }) => `${reason}: ${oneLine(message ?? '')}`),
        ...unmetConditions(pod),
      ],
    })),
  )
  const isHopeless = failing.some(({ status }) => containersOf(status).some(cannotRecover))
  // One Pod's known cause tells more than what another one waits for.
  for (const { pod, lines } of said) {
    const known = explanationOf(lines.join('\n'))
    if (known) return { message: `${named(pod)}: ${known.message}`, hint: known.fix, isHopeless }
  }
  const [first] = said.filter(({ lines }) => lines.length > 0)
  return first && { message: `${named(first.pod)}: ${sentence(first.lines[0] ?? '')}`, isHopeless }
}

const named = ({ metadata }: FailingPod) => `Pod ${metadata.namespace}/${metadata.name}`
const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`)
const oneLine = (text: string) => text.trim().replaceAll(/\s*\n\s*/g, ' ')
const containersOf = (status: FailingPod['status']) => [...status.initContainerStatuses, ...status.containerStatuses]

const isFailing = ({ status }: FailingPod) =>
  status.phase !== 'Succeeded' &&
  (status.containerStatuses.length === 0 || status.containerStatuses.some(({ ready }) => !ready))

const cannotRecover = ({ state: { waiting }, restartCount }: z.infer<typeof container>) =>
  waiting !== undefined &&
  (hopelessReasons.includes(waiting.reason) ||
    (waiting.reason === 'CrashLoopBackOff' && restartCount >= hopelessRestarts))

/** In words: why each container waits, with what the one before it ended with. */
async function statesOf(api: Pick<KubernetesApi, 'get'>, pod: FailingPod, signal: AbortSignal): Promise<string[]> {
  const lines: string[] = []
  for (const { name, state: now, lastState, ready } of containersOf(pod.status)) {
    const { waiting } = now
    const before = now.terminated ?? lastState.terminated
    const isEnding = !ready && before !== undefined && before.exitCode !== 0
    const last = isEnding ? lastWords(before, await logOf(api, pod, name, signal)) : undefined
    const reason = waiting && !beginning.includes(waiting.reason) ? waiting.reason : undefined
    if (reason !== undefined && last === undefined) lines.push(`${reason}: ${oneLine(waiting?.message ?? '')}`)
    else if (last !== undefined) lines.push(`${reason ?? before?.reason ?? 'Error'}: ${name} ${last}`)
  }
  return lines
}

function lastWords({ reason, exitCode, message }: z.infer<typeof ended>, log: string): string {
  const how = reason === 'OOMKilled' ? 'was OOMKilled' : `ended with exit code ${String(exitCode)}`
  const words = [message, log].flatMap((text) => (text ?? '').trim().split('\n').slice(-lastLines)).filter(Boolean)
  const known = explanationOf(words.join('\n'))
  const said = known?.message ?? words.at(-1)
  return said === undefined ? how : `${how}: ${said}`
}

const lastLines = 20

/** Of the container before this one, and of this one where there was none; nothing where the API does not give it. */
async function logOf(
  api: Pick<KubernetesApi, 'get'>,
  pod: FailingPod,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const { namespace, name: podName } = pod.metadata
  const path = `/api/v1/namespaces/${namespace}/pods/${podName}/log?container=${name}&tailLines=${String(lastLines)}`
  const ask = (query: string) => api.get(`${path}${query}`, signal).catch(() => undefined)
  return (await ask('&previous=true')) ?? (await ask('')) ?? ''
}

const unmetConditions = ({ status }: FailingPod) =>
  status.conditions
    .filter((each) => each.type === 'PodScheduled' && each.status === 'False')
    .map(({ message = 'no node takes it' }) => `not scheduled: ${message}`)

/** What does not fit is passed over: a diagnosis must not hide the failure itself. */
async function itemsOf<T>(
  api: Pick<KubernetesApi, 'get'>,
  path: string,
  item: z.ZodType<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const answer = await api.get(path, signal).catch(() => undefined)
  const items = z.object({ items: z.array(z.unknown()) }).safeParse(jsonOf(answer ?? '')).data?.items ?? []
  return items.flatMap((each) => item.safeParse(each).data ?? [])
}
