import { describe, expect, it, vi } from 'vitest'
import { waitForRollout } from '../../../../main/clusters/kubernetes/readiness.ts'
import { whyNotReady } from '../../../../main/clusters/kubernetes/why-not-ready.ts'
import { waitFor } from '../../../../main/clusters/kubernetes/wait.ts'
import { z } from 'zod'
import { detailsOf } from '../../error-details.ts'

/** Asking again takes no time here. */
vi.mock('node:timers/promises', () => ({ setTimeout: () => new Promise(setImmediate) }))

const { signal } = new AbortController()
interface State {
  readonly waiting?: { reason: string; message?: string }
  readonly terminated?: { reason?: string; exitCode: number; message?: string }
}
interface Told {
  readonly state?: State
  readonly lastState?: State
  readonly restartCount?: number
  readonly init?: boolean
  readonly events?: readonly (readonly [reason: string, message: string])[]
  readonly log?: string
  readonly condition?: string
}

const name = 'cni-x2f'
function api({ state = {}, lastState = {}, restartCount = 0, init = false, events = [], log, condition }: Told) {
  const asked: string[] = []
  const status = { name: 'agent', ready: false, restartCount, state, lastState }
  const waiting = { name: 'agent', ready: false, state: { waiting: { reason: 'PodInitializing' } } }
  const conditions = condition === undefined ? [] : [{ type: 'PodScheduled', status: 'False', message: condition }]
  const pod = {
    metadata: { name, namespace: 'kube-system' },
    status: {
      phase: 'Pending',
      conditions,
      containerStatuses: init ? [waiting] : [status],
      ...(init && { initContainerStatuses: [status] }),
    },
  }
  const daemonSet = {
    metadata: { name: 'cni' },
    spec: { selector: { matchLabels: { app: 'cni' } } },
    status: { desiredNumberScheduled: 3 },
  }
  const get = (path: string) => {
    asked.push(path)
    if (path.includes('/log?')) return Promise.resolve(log)
    const items = path.includes('/pods')
      ? [pod]
      : path.includes('/events')
        ? events.map(([reason, message]) => ({ reason, message, involvedObject: { name } }))
        : [daemonSet]
    return Promise.resolve(JSON.stringify({ items }))
  }
  return { get, asked }
}

const crash = { waiting: { reason: 'CrashLoopBackOff', message: 'back-off 40s restarting failed container' } }
const exited = (message?: string, exitCode = 1, reason = 'Error') => ({
  terminated: { exitCode, reason, ...(message !== undefined && { message }) },
})

describe('why Pods are not ready', () => {
  it.each<[string, Told, RegExp, RegExp | undefined]>([
    [
      'BGP',
      {
        state: {},
        events: [
          [
            'Unhealthy',
            'Readiness probe failed: calico/node is not ready: BIRD is not ready: BGP not established with 172.18.0.3,172.18.0.4',
          ],
        ],
      },
      /BIRD is not ready: BGP not established with 172\.18\.0\.3/,
      /kubernetes-internal-ip/,
    ],
    [
      'the API server, in the termination message',
      {
        state: crash,
        lastState: exited(
          'level=fatal msg="Unable to contact k8s api-server" error="Get https://10.96.0.1:443: i/o timeout"',
        ),
      },
      /Unable to contact k8s api-server/,
      /k8sServiceHost/,
    ],
    [
      'open files, in the log alone',
      { state: crash, lastState: exited(), log: 'starting\nfailed to create fsnotify watcher: too many open files\n' },
      /inotify.*too many open files/,
      /sysctl fs\.inotify/,
    ],
    [
      'an image',
      { state: { waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image "quay.io/x:1"' } } },
      /ImagePullBackOff: Back-off pulling/,
      /docker pull/,
    ],
    ['memory', { state: crash, lastState: exited(undefined, 137, 'OOMKilled') }, /OOMKilled/, /memory/],
    [
      'an init container',
      { init: true, state: crash, lastState: exited('exec format error') },
      /agent ended with exit code 1: exec format error/,
      undefined,
    ],
    [
      'a plugin',
      {
        state: { waiting: { reason: 'ContainerCreating' } },
        events: [
          [
            'FailedCreatePodSandBox',
            'plugin type="flannel" failed (add): failed to find plugin "bridge" in path [/opt/cni/bin]',
          ],
        ],
      },
      /failed to find plugin "bridge"/,
      /catalog/,
    ],
    [
      'br_netfilter',
      {
        state: crash,
        lastState: exited(
          'Failed to check br_netfilter: stat /proc/sys/net/bridge/bridge-nf-call-iptables: no such file or directory',
        ),
      },
      /br_netfilter is not loaded/,
      /modprobe br_netfilter/,
    ],
    ['no node', { condition: '0/3 nodes are available: 3 Insufficient memory.' }, /0\/3 nodes are available/, /doctor/],
    [
      'what nobody has seen',
      { state: { waiting: { reason: 'CreateContainerConfigError', message: 'secret "x" not found' } } },
      /CreateContainerConfigError: secret "x" not found\.$/,
      undefined,
    ],
  ])('%s', async (_, told, message, hint) => {
    const found = await whyNotReady(api(told), { namespace: 'kube-system' }, signal)
    expect(found?.message).toMatch(message)
    expect(found?.message).toMatch(/^Pod kube-system\/cni-x2f: /)
    if (hint) expect(found?.hint).toMatch(hint)
    else expect(found?.hint).toBeUndefined()
  })

  it('is not known where Pods only begin, or the API does not answer', async () => {
    const begun = { state: { waiting: { reason: 'ContainerCreating' } } }
    expect(await whyNotReady(api(begun), {}, signal)).toBeUndefined()
    expect(await whyNotReady({ get: () => Promise.reject(new Error('gone')) }, {}, signal)).toBeUndefined()
    expect(await whyNotReady({ get: () => Promise.resolve('no JSON') }, {}, signal)).toBeUndefined()
  })

  it('is without hope after some restarts, and with an image that does not come', async () => {
    const isHopeless = async (told: Told) => (await whyNotReady(api(told), {}, signal))?.isHopeless
    const failed = { state: crash, lastState: exited('no') }
    expect(await isHopeless({ ...failed, restartCount: 2 })).toBe(false)
    expect(await isHopeless({ ...failed, restartCount: 4 })).toBe(true)
    expect(await isHopeless({ state: { waiting: { reason: 'ErrImagePull', message: 'x' } } })).toBe(true)
    expect(await isHopeless({ events: [['Unhealthy', 'Readiness probe failed: x']] })).toBe(false)
  })
})

describe('a wait that fails', () => {
  it('tells the Pod and its reason, and asks the workload’s Pods alone', async () => {
    const { get, asked } = api({ state: crash, lastState: exited('cannot read its configuration') })
    const rollout = { kind: 'DaemonSet', namespace: 'kube-system', name: 'cni' } as const
    const { code, message } = await detailsOf(() => waitForRollout({ get }, rollout, 30, signal))
    expect(code).toBe('not-ready')
    expect(message).toMatch(/^Pod kube-system\/cni-x2f: CrashLoopBackOff: agent .*configuration.*0 of 3 Pods available/)
    expect(asked).toContain('/api/v1/namespaces/kube-system/pods?labelSelector=app%3Dcni')
  })

  const aWait = (sayings: readonly boolean[]) => {
    let said = 0
    const wait = {
      what: 'It',
      path: '/x',
      item: z.unknown(),
      evaluate: () => ({ done: false, waitingFor: 'it' }) as const,
      timeoutMs: 2_000,
      diagnoseEveryMs: 0,
      diagnose: () => Promise.resolve({ message: 'It is broken.', isHopeless: sayings[said++] ?? false }),
    }
    return { wait, said: () => said }
  }
  const answering = { get: () => Promise.resolve('{"items": []}') }

  it('ends at once when that is said to be without hope three times in a row', async () => {
    const { wait, said } = aWait([true, true, false, true, true, true])
    const { message } = await detailsOf(() => waitFor(answering, wait, signal))
    expect(message).toMatch(/^It is broken\. Waiting has ended after 0 s/)
    expect(said()).toBe(6)
  })
})
