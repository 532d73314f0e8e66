import type { ClusterModel } from '../../../policy-model/cluster-model.ts'
import {
  addressBlock,
  apiServer,
  clusterIp,
  egress,
  ingress,
  inNamespace,
  nodePort,
  pod,
  policy,
  informational,
  tcp80,
  connect,
  udp80,
  X,
  xa,
  xb,
  xc,
  Y,
  ya,
  za,
  type PolicyCaseSpec,
  type FixtureAddresses,
} from './case.ts'

/** What the specification leaves open, or what is worth seeing beside it: cases 16 and 24 to 27. */
export const informationalCases = ({ model }: FixtureAddresses): readonly PolicyCaseSpec[] => [
  informational(
    '16',
    "Egress to a Pod's and to a node's address, by address",
    [
      policy(
        X,
        'to-addresses',
        egress(pod('a'), [
          { to: [addressOf(model, ya), ...model.nodes.slice(0, 1).map(({ address }) => addressBlock(address))] },
        ]),
      ),
    ],
    [...connect([xa], [ya, xb]), ...connect([xa], firstNode(model), [apiServer])],
  ),
  informational(
    '24',
    'Through a ClusterIP and a NodePort',
    [
      policy(
        X,
        'through-service',
        ingress(pod('a'), [{ from: [{ namespaceSelector: inNamespace(Y) }], ports: [{ protocol: 'TCP', port: 80 }] }]),
      ),
    ],
    [...connect([ya, za], [xa], [clusterIp, nodePort]), ...connect(['outside'], [xa], [nodePort])],
  ),
  informational(
    '25',
    'A node and a Pod of its network as source and as target',
    [policy(X, 'deny-ingress', ingress({}))],
    [...connect([xc], [xa, xb]), ...connect([ya], [xc], [tcp80, udp80])],
  ),
  informational(
    '26',
    'A Pod to itself through its own Service',
    [policy(X, 'deny-ingress', ingress({}))],
    connect([xa], [xa], [clusterIp]),
  ),
  {
    id: '27',
    title: 'A connection that was there before the policy',
    kind: 'informational',
    run: 'established',
    steps: [{ policies: [policy(X, 'deny-ingress', ingress({}))], attempts: connect([ya], [xa], [tcp80]) }],
  },
]

const addressOf = (model: ClusterModel, name: string) =>
  addressBlock(model.pods.find((each) => `${each.namespace}/${each.name}` === name)?.address ?? '')

const firstNode = (model: ClusterModel) => model.nodes.slice(0, 1).map(({ name }) => `node/${name}`)
