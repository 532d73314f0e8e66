import { describe, expect, it } from 'vitest'
import { podsReady, waitForPods } from '../../../../main/clusters/kubernetes/probe-pods.ts'
import { nodesReady, rolledOut, waitForNodes, waitForRollout } from '../../../../main/clusters/kubernetes/readiness.ts'
import { jsonFixture } from '../../fixture.ts'
import { detailsOf } from '../../error-details.ts'
import { clientThatSees } from './fake-client.ts'

const recorded = (name: string) =>
  (jsonFixture(`kubernetes/kubernetes-1.34.4-${name}.json`) as { items: object[] }).items
const never = new AbortController().signal
const shortly = 30

describe('waiting for nodes', () => {
  it('ends when all are Ready, and gives their roles and addresses', async () => {
    const nodes = await waitForNodes(clientThatSees(recorded('nodes-after-cni')), 3, shortly, never)
    expect(nodes.map(({ status }) => status.nodeInfo.kubeletVersion)).toEqual(['v1.34.4', 'v1.34.4', 'v1.34.4'])
    expect(nodes.filter(({ metadata }) => 'node-role.kubernetes.io/control-plane' in metadata.labels)).toHaveLength(1)
    expect(nodes[0]?.status.addresses).toContainEqual({ type: 'InternalIP', address: '172.18.0.2' })
  })

  it('says in the kubelet’s own words what is missing before there is a CNI', async () => {
    const details = await detailsOf(() => waitForNodes(clientThatSees(recorded('nodes-before-cni')), 3, shortly, never))
    expect(details.code).toBe('not-ready')
    expect(details.message).toMatch(/node fixture-rec-.*cni plugin not initialized/)
  })

  it('does not end before as many are there as there must be', async () => {
    const [first] = recorded('nodes-after-cni')
    const details = await detailsOf(() => waitForNodes(clientThatSees(first ? [first] : []), 3, shortly, never))
    expect(details.message).toContain('2 more node(s)')
  })

  it('takes a node that has not reported yet as not ready', () => {
    const node = {
      metadata: { name: 'lab-worker', labels: {} },
      status: { conditions: [], addresses: [], nodeInfo: { kubeletVersion: 'v1.34.4' } },
    }
    expect(nodesReady([node], 1)).toEqual({ done: false, waitingFor: 'node lab-worker (no heartbeat yet)' })
  })
})

describe('waiting for a rollout', () => {
  const daemonSet = { kind: 'DaemonSet', namespace: 'kube-flannel', name: 'kube-flannel-ds' } as const
  const deployment = { kind: 'Deployment', namespace: 'kube-system', name: 'coredns' } as const
  const coredns = (name: string) =>
    recorded(name).filter((object) => (object as { metadata: { name: string } }).metadata.name === 'coredns')
  const wait = (objects: readonly object[], rollout: typeof daemonSet | typeof deployment) =>
    waitForRollout(clientThatSees(objects), rollout, shortly, never)

  it('ends when every node has its updated Pod available', async () => {
    expect(await wait(recorded('daemonset-rolled-out'), daemonSet)).toHaveLength(1)
  })

  it('goes on while a DaemonSet was just made', async () => {
    const { message } = await detailsOf(() => wait(recorded('daemonset-just-made'), daemonSet))
    expect(message).toContain('0 of 3 Pods available')
  })

  it('ends when all replicas of a Deployment are available, and not before', async () => {
    expect(await wait(coredns('deployments-after-cni'), deployment)).toHaveLength(1)
    const { message } = await detailsOf(() => wait(coredns('deployments-before-cni'), deployment))
    expect(message).toContain('0 of 2 Pods available')
  })

  it('goes on until the controller has seen the newest generation', () => {
    const status = { observedGeneration: 1, numberAvailable: 0, availableReplicas: 1, updatedReplicas: 1 }
    const workload = { metadata: { name: 'coredns', generation: 2 }, spec: { replicas: 1 }, status }
    expect(rolledOut(workload)).toEqual({ done: false, waitingFor: 'its controller' })
    expect(rolledOut({ ...workload, metadata: { name: 'coredns', generation: 1 } })).toEqual({ done: true })
  })

  it('goes on while the Pods that are available are of the version before', () => {
    const status = { observedGeneration: 2, numberAvailable: 0, availableReplicas: 2, updatedReplicas: 1 }
    const workload = { metadata: { name: 'coredns', generation: 2 }, spec: { replicas: 2 }, status }
    expect(rolledOut(workload).done).toBe(false)
  })
})

describe('waiting for probe Pods', () => {
  const wait = (name: string, names: readonly string[]) =>
    waitForPods(
      clientThatSees(recorded(name)),
      names.map((each) => ({ name: each })),
      shortly,
      never,
    )

  it('ends when all of them are ready and have an address', async () => {
    const [pod] = await wait('pods-after-cni', ['client'])
    expect(pod?.status.podIP).toMatch(/^10\.244\./)
    expect(pod?.spec.nodeName).toBe('fixture-rec-worker')
  })

  it('says which is not ready and why', async () => {
    const { message } = await detailsOf(() => wait('pods-before-cni', ['client']))
    expect(message).toContain('Pod client (containers with unready status: [client])')
  })

  it('says which is not there at all', () => {
    expect(podsReady([], [{ name: 'client' }, { name: 'server-far' }])).toEqual({
      done: false,
      waitingFor: 'Pod client',
    })
  })
})
