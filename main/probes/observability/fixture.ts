import { z } from 'zod'
import type { Manifest } from '../../clusters/cluster.ts'
import { LabError } from '../../system/errors.ts'
import { apiOf } from '../kubernetes-api.ts'
import type { ProbeContext } from '../probe.ts'
import { poll } from '../../system/poll.ts'
import type { End } from './record.ts'

export const fixtureNamespace = 'cnilab-observability'
const readyTimeoutMs = 30_000
const cleanupTimeoutMs = 10_000
const pauseMs = 250
export const targetPort = 8080

const namespace: Manifest = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: fixtureNamespace } }

const targetPod = (node: string, image: string): Manifest => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'target', namespace: fixtureNamespace, labels: { 'cnilab/pod': 'target' } },
  spec: {
    nodeName: node,
    terminationGracePeriodSeconds: 0,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    containers: [
      {
        name: 'listener',
        image,
        imagePullPolicy: 'IfNotPresent',
        command: ['socat', `TCP-LISTEN:${String(targetPort)},fork,reuseaddr`, 'SYSTEM:true'],
      },
    ],
  },
})

/** No rule: nothing may come in. */
export const denyPolicy: Manifest = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'deny-ingress', namespace: fixtureNamespace },
  spec: { podSelector: {}, policyTypes: ['Ingress'] },
}

/** Makes the Pod that is to be closed. @returns when it runs */
export async function makeTarget(context: ProbeContext, node: string): Promise<End> {
  const api = apiOf(context)
  const { signal } = context
  await until(signal, 'the namespace of an earlier check to be gone', async () =>
    (await api.get(`/api/v1/namespaces/${fixtureNamespace}`, signal)) === undefined ? true : undefined,
  )
  await api.apply([namespace], signal)
  // Pods are refused until the namespace has its service account.
  await until(signal, 'the service account', () =>
    api.get(`/api/v1/namespaces/${fixtureNamespace}/serviceaccounts/default`, signal),
  )
  await api.apply([targetPod(node, api.images.client)], signal)
  const address = await until(signal, 'the Pod target', async () =>
    readAddress(await api.get(`/api/v1/namespaces/${fixtureNamespace}/pods/target`, signal)),
  )
  return { pod: 'target', namespace: fixtureNamespace, address }
}

const runningPod = z.object({ status: z.object({ phase: z.literal('Running'), podIP: z.string() }) })

function readAddress(text: string | undefined): string | undefined {
  const pod = runningPod.safeParse(text === undefined ? undefined : JSON.parse(text))
  return pod.success ? pod.data.status.podIP : undefined
}

/** Also after a cancel: with a signal of its own. The namespace takes what is in it along. */
export async function clearFixture(context: ProbeContext): Promise<void> {
  await apiOf(context).delete([namespace], AbortSignal.timeout(cleanupTimeoutMs))
}

async function until<T>(signal: AbortSignal, what: string, find: () => Promise<T | undefined>): Promise<T> {
  const found = await poll(find, { timeoutMs: readyTimeoutMs, pauseMs, signal })
  if (found !== undefined) return found
  throw new LabError({
    code: 'not-ready',
    title: 'Cannot check observability',
    message: `Waited ${String(readyTimeoutMs / 1000)} s for ${what}.`,
  })
}
