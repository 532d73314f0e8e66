import type { World } from '../evaluator/world.ts'
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
  shown,
  tcp80,
  tries,
  udp80,
  X,
  xa,
  xb,
  xc,
  Y,
  ya,
  za,
  type PolicyCaseSpec,
  type Scene,
} from './case.ts'

/** What the specification leaves open, or what is worth seeing beside it: cases 16 and 24 to 27. */
export const shownCases = ({ world }: Scene): readonly PolicyCaseSpec[] => [
  shown(
    '16',
    "Egress to a Pod's and to a node's address, by address",
    [
      policy(
        X,
        'to-addresses',
        egress(pod('a'), [
          { to: [addressOf(world, ya), ...world.nodes.slice(0, 1).map(({ address }) => addressBlock(address))] },
        ]),
      ),
    ],
    [...tries([xa], [ya, xb]), ...tries([xa], firstNode(world), [apiServer])],
  ),
  shown(
    '24',
    'Through a ClusterIP and a NodePort',
    [
      policy(
        X,
        'through-service',
        ingress(pod('a'), [{ from: [{ namespaceSelector: inNamespace(Y) }], ports: [{ protocol: 'TCP', port: 80 }] }]),
      ),
    ],
    [...tries([ya, za], [xa], [clusterIp, nodePort]), ...tries(['outside'], [xa], [nodePort])],
  ),
  shown(
    '25',
    'A node and a Pod of its network as source and as target',
    [policy(X, 'deny-ingress', ingress({}))],
    [...tries([xc], [xa, xb]), ...tries([ya], [xc], [tcp80, udp80])],
  ),
  shown(
    '26',
    'A Pod to itself through its own Service',
    [policy(X, 'deny-ingress', ingress({}))],
    tries([xa], [xa], [clusterIp]),
  ),
  {
    id: '27',
    title: 'A connection that was there before the policy',
    kind: 'shown',
    run: 'established',
    steps: [{ policies: [policy(X, 'deny-ingress', ingress({}))], attempts: tries([ya], [xa], [tcp80]) }],
  },
]

const addressOf = (world: World, name: string) =>
  addressBlock(world.pods.find((each) => `${each.namespace}/${each.name}` === name)?.address ?? '')

const firstNode = (world: World) => world.nodes.slice(0, 1).map(({ name }) => `node/${name}`)
