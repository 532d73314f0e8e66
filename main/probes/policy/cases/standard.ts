import type { IpBlock, PolicyPeer } from '../../../policy-model/network-policy.ts'
import { connect, standard, type FixtureAddresses, type PolicyCaseSpec } from './case.ts'
import { addressBlock, egress, guest, ingress, inNamespace, pod, policy, port, where, X, Y, Z } from './policies.ts'

const onA = (...rules: Parameters<typeof ingress>[1] & object) => [policy(X, 'on-a', ingress(pod('a'), rules))]
const fromEach = connect(['xb', 'ya', 'za'], ['xa'])

/** What the specification of NetworkPolicy decides, cases 1 to 18. */
export const standardCases = (scene: FixtureAddresses): readonly PolicyCaseSpec[] => [
  ...isolation(scene),
  ...peers,
  ...ports,
  ...blocks(scene),
  ...together,
]

const isolation = ({ dns }: FixtureAddresses): readonly PolicyCaseSpec[] => [
  standard(
    '1',
    'No ingress into a namespace',
    [policy(X, 'deny-ingress', ingress({}))],
    [
      ...connect(['ya', 'za'], ['xa', 'xb']),
      ...connect(['ya'], ['xa'], ['udp80', 'clusterIp']),
      ...connect(['xb'], ['xa']),
      ...connect(['xa'], ['xb', 'ya', 'za', 'outside']),
    ],
  ),
  standard(
    '2',
    'No egress from a namespace, DNS neither',
    [policy(X, 'deny-egress', egress({}))],
    [
      ...connect(['xa'], ['xb', 'ya', 'za', 'outside']),
      ...connect(['xa'], [dns], ['dnsUdp', 'dnsTcp']),
      ...connect(['xb'], ['ya'], ['tcp80', 'udp80']),
      ...connect(['ya'], ['xa', 'xb']),
    ],
  ),
  standard(
    '3',
    'No egress but DNS',
    [policy(X, 'dns-only', egress({}, [{ to: [clusterDns], ports: [port(53, 'UDP'), port(53)] }]))],
    [
      ...connect(['xa', 'xb'], [dns], ['dnsUdp', 'dnsTcp']),
      ...connect(['xa'], ['ya', 'outside']),
      ...connect(['xb'], ['xa']),
    ],
  ),
]

const clusterDns: PolicyPeer = {
  ...inNamespace('kube-system'),
  podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
}

const peers: readonly PolicyCaseSpec[] = [
  standard('4', 'Ingress from Pods of the own namespace, by label', onA({ from: [{ podSelector: pod('b') }] }), [
    ...fromEach,
    ...connect(['ya'], ['xb']),
  ]),
  standard('5', 'Ingress from a namespace, by its name', onA({ from: [inNamespace(Y)] }), fromEach),
  standard(
    '6',
    'Namespace and Pod in one peer: both must match',
    onA({ from: [{ namespaceSelector: where('team', 'In', ['y', 'z']), podSelector: guest }] }),
    fromEach,
  ),
  standard(
    '7',
    'Namespace and Pod as two peers: either may match',
    onA({ from: [inNamespace(Y), { podSelector: guest }] }),
    fromEach,
  ),
  standard(
    '8',
    'Selectors with NotIn and Exists',
    [
      policy(
        X,
        'expressions',
        ingress(where('pod', 'NotIn', ['b']), [
          { from: [{ namespaceSelector: where('team', 'NotIn', ['z']), podSelector: where('role', 'Exists') }] },
        ]),
      ),
    ],
    [...fromEach, ...connect(['ya'], ['xb'])],
  ),
]

const ports: readonly PolicyCaseSpec[] = [
  standard('9', 'One port', onA({ ports: [port(80)] }), connect(['ya', 'za'], ['xa'], ['tcp80', 'tcp81', 'udp80'])),
  standard('10', 'A port by name', onA({ ports: [port('web')] }), connect(['ya', 'za'], ['xa'], ['tcp80', 'tcp81'])),
  standard(
    '11',
    'A range of ports',
    onA({ ports: [{ ...port(8000), endPort: 8010 }] }),
    connect(['ya', 'za'], ['xa'], ['tcp80', 'tcp8001']),
  ),
  standard(
    '12',
    'UDP alone and TCP alone',
    [
      policy(X, 'udp-only', ingress(pod('a'), [{ ports: [port(80, 'UDP')] }])),
      policy(X, 'tcp-only', ingress(pod('b'), [{ ports: [port(80, 'TCP')] }])),
    ],
    connect(['ya', 'za'], ['xa', 'xb'], ['tcp80', 'udp80']),
  ),
  standard(
    '13',
    'SCTP alone allows no TCP',
    onA({ ports: [port(80, 'SCTP')] }),
    connect(['ya', 'za'], ['xa'], ['tcp80', 'udp80']),
  ),
  standard(
    '13b',
    'SCTP',
    onA({ from: [inNamespace(Y)], ports: [port(80, 'SCTP')] }),
    connect(['ya', 'za'], ['xa'], ['sctp80']),
    { isOptional: true },
  ),
]

const blocks = ({ outside }: FixtureAddresses): readonly PolicyCaseSpec[] => [
  standard(
    '14',
    'Egress to one address outside',
    [policy(X, 'to-address', egress(pod('a'), [{ to: [addressBlock(outside)] }]))],
    [...connect(['xa'], ['outside', 'xb']), ...connect(['xb'], ['outside'])],
  ),
  standard(
    '15',
    'Egress to a range of addresses with an exception',
    [
      policy(X, 'but-outside', egress(pod('a'), [{ to: [{ ipBlock: rangeAround(outside, outside) }] }])),
      policy(X, 'but-another', egress(pod('b'), [{ to: [{ ipBlock: rangeAround(outside, besides(outside)) }] }])),
    ],
    connect(['xa', 'xb'], ['outside']),
  ),
]

/** The range of 256 addresses that one lies in, without another. */
const rangeAround = (address: string, exception: string): IpBlock => ({
  cidr: address.replace(/\d+$/, '0/24'),
  except: [`${exception}/32`],
})

const besides = (address: string) => address.replace(/\d+$/, (last) => String(Number(last) ^ 1))

const together: readonly PolicyCaseSpec[] = [
  standard(
    '17',
    'Two policies on one Pod add up',
    [
      policy(X, 'from-y', ingress(pod('a'), [{ from: [inNamespace(Y)] }])),
      policy(X, 'from-b', ingress(pod('a'), [{ from: [{ podSelector: pod('b') }] }])),
    ],
    fromEach,
  ),
  standard(
    '18',
    'The target allows what the source forbids',
    [policy(X, 'allow-all', ingress(pod('a'), [{}])), policy(Z, 'deny-egress', egress({}))],
    connect(['ya', 'za'], ['xa']),
  ),
]
