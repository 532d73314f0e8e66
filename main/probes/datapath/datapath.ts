import { LabError } from '../../system/errors.ts'
import { agentPods, inAgent, profileOf, type ListedPod } from '../kubernetes-api.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { podOf } from '../route.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { datapathFacts } from './derive.ts'
import { readKubeProxy } from './kube-proxy.ts'
import { readNode } from './node-state.ts'
import { datapathRecordSchema, type DatapathRecord, type NodeState } from './record.ts'
import { readStatements } from './statements.ts'
import { datapathView } from './view.ts'

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
  derive: fromLastRecord((record, { variant }) => datapathFacts(record, variant)),
  view: datapathView,
  observations: ({ observations }) => observations,
})

async function readDatapath(context: ProbeContext): Promise<DatapathRecord> {
  const nodes: NodeState[] = []
  for (const { from, peer, nodeAddress } of pairs(context))
    nodes.push(await readNode(context, from, { pod: peer, nodeAddress }))
  if (!context.cluster.kubernetes) return { nodes, facts: [] }
  const kubeProxy = await readKubeProxy(context)
  const agents = await agentPods(context)
  const facts = await readStatements(context, agents)
  return { nodes: await Promise.all(nodes.map((state) => withEntry(context, agents, state))), kubeProxy, facts }
}

/** Each of the two nodes with the Pod on the other one. */
function pairs({ cluster, probePods }: ProbeContext) {
  const [near, far] = [podOf(probePods, 'client'), podOf(probePods, 'server-far')]
  const [from, to] = [near, far].map(({ node }) => cluster.nodes.find(({ name }) => name === node))
  if (!from || !to)
    throw new LabError({
      code: 'internal',
      title: `Cannot inspect the nodes of ${cluster.name}`,
      message: 'The Pods client and server-far are on none of them.',
    })
  return [
    { from, peer: far, nodeAddress: to.address },
    { from: to, peer: near, nodeAddress: from.address },
  ]
}

/** With how the CNI's own table sends to the peer, where it has one. */
async function withEntry(context: ProbeContext, agents: readonly ListedPod[], state: NodeState): Promise<NodeState> {
  const { table } = profileOf(context).tools ?? {}
  const agent = agents.find(({ spec }) => spec.nodeName === state.node)
  if (!table || !agent) return state
  const { exitCode, stdout } = await inAgent(
    context,
    agent,
    `table of ${state.node}`,
    table.command(state.peer.address),
  )
  const agentEntry = exitCode === 0 ? table.read(stdout) : undefined
  return agentEntry ? { ...state, agentEntry } : state
}
