import { podNamed } from '../../../policy-model/cluster-model.ts'
import { connect, informational, nameOf, type FixtureAddresses, type PolicyCaseSpec } from './case.ts'
import { addressBlock, egress, ingress, inNamespace, pod, policy, port, X, Y } from './policies.ts'

const denyIngress = [policy(X, 'deny-ingress', ingress({}))]

/** What the specification leaves open, or what is worth seeing beside it: cases 16 and 24 to 27. */
export function informationalCases({ model }: FixtureAddresses): readonly PolicyCaseSpec[] {
  const ofYa = podNamed(model.pods, nameOf('ya'))?.address ?? ''
  const nodes = model.nodes.slice(0, 1)
  const toAddresses = [ofYa, ...nodes.map(({ address }) => address)].map(addressBlock)
  return [
    informational(
      '16',
      "Egress to a Pod's and to a node's address, by address",
      [policy(X, 'to-addresses', egress(pod('a'), [{ to: toAddresses }]))],
      [
        ...connect(['xa'], ['ya', 'xb']),
        ...connect(
          ['xa'],
          nodes.map(({ name }) => `node/${name}` as const),
          ['apiServer'],
        ),
      ],
    ),
    informational(
      '24',
      'Through a ClusterIP and a NodePort',
      [policy(X, 'through-service', ingress(pod('a'), [{ from: [inNamespace(Y)], ports: [port(80)] }]))],
      [...connect(['ya', 'za'], ['xa'], ['clusterIp', 'nodePort']), ...connect(['outside'], ['xa'], ['nodePort'])],
    ),
    informational('25', 'A node and a Pod of its network as source and as target', denyIngress, [
      ...connect(['xc'], ['xa', 'xb']),
      ...connect(['ya'], ['xc'], ['tcp80', 'udp80']),
    ]),
    informational('26', 'A Pod to itself through its own Service', denyIngress, connect(['xa'], ['xa'], ['clusterIp'])),
    informational('27', 'A connection that was there before the policy', denyIngress, connect(['ya'], ['xa']), {
      run: 'established',
    }),
  ]
}
