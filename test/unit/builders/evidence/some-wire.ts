import type { Header, Hop, Journey, WireEvidence } from '../../../../main/findings/evidence/wire.ts'
import { tunnelOf } from './variants.ts'

/** As a run shows it: a VXLAN tunnel with the marker readable in it, or plain routing for kindnet. */
export function wireEvidence(variant: string, change: Partial<WireEvidence> = {}): WireEvidence {
  const tunnel = tunnelOf(variant)
  return {
    variant,
    control: { seen: true, explanation: 'The marker was read where it left the client: the capture works.' },
    journeys: [crossNode(variant), sameNode(), throughService(), betweenHosts()],
    encapsulation: tunnel ? { kind: 'vxlan', port: tunnel.port, vni: tunnel.vni } : { kind: 'none' },
    ...(tunnel && { outer: { from: '172.18.0.3', to: '172.18.0.4' } }),
    overheadBytes: tunnel ? 50 : 0,
    mtu: { pathBytes: tunnel ? 1450 : 1500, interfaceBytes: tunnel ? 1450 : 1500 },
    marker: 'readable',
    sameNodeStays: true,
    captures: [
      { place: 'worker eth0', raw: 101, packets: 24 },
      { place: 'worker2 eth0', raw: 102, packets: 22 },
    ],
    sentence: tunnel
      ? `Between nodes ${variant} sends packets in VXLAN to UDP port ${String(tunnel.port)}, 50 bytes more, in clear text.`
      : `Between nodes ${variant} sends packets as they are, in clear text.`,
    ...change,
  }
}

const inner: readonly Header[] = [
  { protocol: 'IPv4', from: '10.244.1.2', to: '10.244.2.2' },
  { protocol: 'TCP', from: '10.244.1.2:41234', to: '10.244.2.2:8080', detail: 'flags [P.]' },
]

const hop = (change: Partial<Hop>): Hop => ({
  place: 'client',
  interface: 'eth0',
  kind: 'pod',
  direction: 'out',
  afterUs: 0,
  headers: inner,
  bytes: 180,
  markerReadable: true,
  ...change,
})

function crossNode(variant: string): Journey {
  const tunnel = tunnelOf(variant)
  const outer: readonly Header[] = tunnel
    ? [
        { protocol: 'IPv4', from: '172.18.0.3', to: '172.18.0.4' },
        { protocol: 'UDP', from: '172.18.0.3:50311', to: `172.18.0.4:${String(tunnel.port)}` },
        { protocol: 'VXLAN', detail: `VNI ${String(tunnel.vni)}` },
      ]
    : []
  const onLink = { headers: [...outer, ...inner], bytes: tunnel ? 230 : 180, kind: 'node-link' } as const
  return {
    id: 'cross-node',
    title: 'From Pod to Pod on another node',
    from: 'client',
    to: 'server-far',
    hops: [
      hop({}),
      hop({ place: 'worker', interface: 'veth1', kind: 'pod-link', direction: 'in', afterUs: 8 }),
      ...(tunnel ? [hop({ place: 'worker', interface: tunnel.device, kind: 'tunnel', afterUs: 21 })] : []),
      hop({ ...onLink, place: 'worker', afterUs: 35 }),
      hop({ ...onLink, place: 'worker2', direction: 'in', afterUs: 52 }),
      ...(tunnel
        ? [hop({ place: 'worker2', interface: tunnel.device, kind: 'tunnel', direction: 'in', afterUs: 60 })]
        : []),
      hop({ place: 'worker2', interface: 'veth1', kind: 'pod-link', afterUs: 71 }),
    ],
    rewrites: [],
    leftNode: true,
    sentence: 'The packet leaves the client, crosses the link between the nodes and arrives at server-far.',
  }
}

const sameNode = (): Journey => ({
  id: 'same-node',
  title: 'From Pod to Pod on the same node',
  from: 'client',
  to: 'server-near',
  hops: [
    hop({}),
    hop({ place: 'worker', interface: 'veth1', kind: 'pod-link', direction: 'in', afterUs: 7 }),
    hop({ place: 'worker', interface: 'veth2', kind: 'pod-link', afterUs: 15 }),
  ],
  rewrites: [],
  leftNode: false,
  sentence: 'The packet stays on the node.',
})

const throughService = (): Journey => ({
  id: 'service',
  title: 'Through a Service',
  from: 'client',
  to: 'server',
  hops: [
    hop({ headers: [{ protocol: 'IPv4', from: '10.244.1.2', to: '10.96.14.7' }] }),
    hop({ place: 'worker', kind: 'node-link', afterUs: 40 }),
  ],
  rewrites: [{ at: 'worker', from: '10.96.14.7:8080', to: '10.244.2.2:8080' }],
  leftNode: true,
  sentence: "The Service's address becomes that of server-far on the client's node.",
})

const betweenHosts = (): Journey => ({
  id: 'host-host',
  title: 'From node to node',
  from: 'host-client',
  to: 'host-server',
  hops: [
    hop({ place: 'worker', kind: 'node-link', headers: [{ protocol: 'IPv4', from: '172.18.0.3', to: '172.18.0.4' }] }),
  ],
  rewrites: [],
  leftNode: true,
  sentence: 'The packet goes from node to node as it is.',
})
