import { cilium } from '../../cnis/cilium/index.ts'
import { LabError } from '../../system/errors.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { datapathFacts } from './derive.ts'
import { datapathView } from './view.ts'
import { agentPods } from './api-json.ts'
import { datapathRecordSchema, type DatapathRecord } from './record.ts'
import { ciliumEntry } from './cilium.ts'
import { readStatements } from './statements.ts'
import { readKubeProxy } from './kube-proxy.ts'
import { readNode } from './node-state.ts'

/** What is configured beside what the nodes' kernels, and the CNI's own agent, show. It changes nothing. */
export const datapath = defineProbe({
  id: 'datapath',
  title: 'Inspecting datapath',
  question: 'By which devices, routes and rules do packets travel, and is that what was configured?',
  ...onceAtCluster,
  needs: [],
  yields: 'observations',
  record: datapathRecordSchema,
  typicalMs: () => 10_000,
  run: readDatapath,
  section: 'Observed',
  derive: fromLastRecord((record, { variant }) => datapathFacts(record, variant.configured)),
  view: datapathView,
  observations: ({ observations }) => observations,
})

async function readDatapath(context: ProbeContext): Promise<DatapathRecord> {
  const nodes = []
  for (const { from, to } of pairs(context)) nodes.push(await readNode(context, from, to))
  if (!context.cluster.kubernetes) return { nodes, facts: [] }
  const kubeProxy = await readKubeProxy(context)
  const agents = await agentPods(context)
  const facts = await readStatements(context, agents)
  const entries =
    context.cluster.variant.cni === cilium.id
      ? await Promise.all(nodes.map((look) => ciliumEntry(context, agents, look.node, look.peer.address)))
      : []
  return {
    nodes: nodes.map((look, index) => {
      const agentEntry = entries[index]
      return agentEntry ? { ...look, agentEntry } : look
    }),
    kubeProxy,
    facts: [...facts],
  }
}

/** Each of the two nodes with probe Pods, each with the Pod on the other one. */
function pairs({ cluster, probePods }: ProbeContext) {
  const near = probePods.pods.get('client')
  const far = probePods.pods.get('server-far')
  const from = cluster.nodes.find(({ name }) => name === near?.node)
  const to = cluster.nodes.find(({ name }) => name === far?.node)
  if (!near || !far || !from || !to)
    throw new LabError({
      code: 'probe-failed',
      title: `Cannot inspect the nodes of ${cluster.name}`,
      message: 'The Pods client and server-far are not both there.',
    })
  return [
    { from, to: { pod: far, nodeAddress: to.address } },
    { from: to, to: { pod: near, nodeAddress: from.address } },
  ]
}
