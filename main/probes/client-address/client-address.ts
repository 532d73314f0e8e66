import { availablePaths, usualPaths } from '../../experiment/paths.ts'
import { withServices, type MadeService } from '../own-service.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { podNames, podOf, route } from '../route.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { ask, type Way } from './ask.ts'
import { clientAddressFacts } from './derive.ts'
import { clientAddressRecordSchema, type ClientAddressRecord, type WayRecord } from './record.ts'
import { addressServer } from './server.ts'
import { clientAddressObservations, clientAddressOverview, clientAddressView } from './view.ts'

const policies = ['Cluster', 'Local'] as const
const patientTries = 6
const localTries = 2

/** Which address a server sees of a client, by path. It leaves nothing behind. */
export const clientAddress = defineProbe({
  id: 'client-address',
  title: 'Asking servers which address they see',
  question: 'Does a server see the client’s own address?',
  ...onceAtCluster,
  servers: [addressServer],
  needs: [],
  yields: 'observations',
  record: clientAddressRecordSchema,
  typicalMs: () => 8_000,
  run: inspect,
  section: 'Client address',
  derive: fromLastRecord((record) => clientAddressFacts(record)),
  observations: clientAddressObservations,
  view: clientAddressView,
  overview: [{ title: 'Client address', of: clientAddressOverview }],
})

async function inspect(context: ProbeContext): Promise<ClientAddressRecord> {
  const { cluster, probePods } = context
  const hasServices = probePods.serviceHosts.size > 0
  const direct = availablePaths(usualPaths, hasServices ? ['services'] : []).map((path): Way => {
    const { from, target } = route(probePods, path, addressServer.port)
    return { path, from, ...target, tries: localTries }
  })
  const nodes = cluster.nodes.map(({ name, address }) => ({ name, address }))
  return { ways: [...(await askAll(context, direct)), ...(await throughNodePorts(context))], nodes }
}

async function askAll(context: ProbeContext, ways: readonly Way[]): Promise<WayRecord[]> {
  const answers: WayRecord[] = []
  for (const way of ways) answers.push(await ask(context, way))
  return answers
}

/** From a Pod and from a host outside, to a node with the Pod and to one without, by both policies. */
async function throughNodePorts(context: ProbeContext): Promise<readonly WayRecord[]> {
  const { cluster, signal } = context
  if (!cluster.kubernetes || !cluster.outside) return []
  const outside = await cluster.outside(['sleep', 'infinity'], signal)
  const services = policies.map((externalTrafficPolicy) => ({
    ...{ name: `client-address-${externalTrafficPolicy.toLowerCase()}`, pod: podNames.far, port: addressServer.port },
    ...{ protocols: ['TCP'] as const, externalTrafficPolicy },
  }))
  return withServices(context, services, (made) =>
    askAll(context, [
      ...nodePortWays(context, made, { path: 'pod-nodeport', from: podOf(context.probePods, podNames.client) }),
      ...nodePortWays(context, made, { path: 'outside-nodeport', from: outside }),
    ]),
  )
}

function nodePortWays(
  { probePods }: ProbeContext,
  made: readonly MadeService[],
  from: Pick<Way, 'path' | 'from'>,
): readonly Way[] {
  const hosts = [
    { nodeHasPod: true, host: podOf(probePods, podNames.hostServer).address },
    { nodeHasPod: false, host: podOf(probePods, podNames.hostClient).address },
  ]
  return policies.flatMap((externalTrafficPolicy, index) =>
    hosts.flatMap((each): readonly Way[] => {
      const port = made[index]?.nodePorts.TCP
      const tries = externalTrafficPolicy === 'Local' && !each.nodeHasPod ? localTries : patientTries
      return port === undefined ? [] : [{ ...from, ...each, externalTrafficPolicy, port, tries }]
    }),
  )
}
