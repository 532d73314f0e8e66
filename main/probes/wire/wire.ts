import { randomUUID } from 'node:crypto'
import { readAddresses } from '../iproute.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { podOf } from '../route.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { wireFacts } from './derive.ts'
import { encryptionCell, wireObservations, wireView } from './view.ts'
import { encryptionScore } from './score.ts'
import { encapsulationWords } from './words.ts'
import { captureDuring, captureProblem, type CapturePoint, type Taken } from './capture.ts'
import { findMtu } from './mtu.ts'
import { parsePackets } from './parse-packets.ts'
import { readCaptures } from './read-captures.ts'
import { wireRecordSchema, type Capture, type Link, type Sent, type WireRecord } from './record.ts'
import { sendMarked } from './send.ts'

/** @param filterOf what tcpdump is to capture, from the addresses of the Pods and of both nodes */
export const wireInspection = (filterOf = packetsOfProbes) =>
  defineProbe({
    id: 'wire',
    title: 'Capturing packets',
    question: 'How do packets travel, and can they be read on the way?',
    ...onceAtCluster,
    needs: [],
    yields: 'observations',
    record: wireRecordSchema,
    typicalMs: () => 20_000,
    run: (context) => inspect(context, filterOf),
    section: 'Packet path',
    derive: fromLastRecord((record, { variant }) => wireFacts(record, variant.configured.encryption ?? 'none')),
    view: wireView,
    observations: wireObservations,
    overview: [
      { title: 'Encapsulation', of: ({ encapsulation }) => encapsulationWords(encapsulation) },
      { title: 'Encryption', of: encryptionCell },
    ],
    scorecard: [{ from: 'facts', title: 'Encryption between nodes', better: 'higher', of: encryptionScore }],
  })

export const wire = wireInspection()

/** All between the two nodes, whatever it is wrapped in, and all of the Pods. */
export function packetsOfProbes(pods: readonly string[], [near = '', far = '']: readonly string[]): string {
  return [`(host ${near} and host ${far})`, ...pods.map((address) => `host ${address}`)].join(' or ')
}

async function inspect(context: ProbeContext, filterOf: typeof packetsOfProbes): Promise<WireRecord> {
  const { probePods } = context
  const pods = ['client', 'server-near', 'server-far'].map((name) => podOf(probePods, name).address)
  const [client, server] = [podOf(probePods, 'client'), podOf(probePods, 'server-far')]
  const [near, far] = [podOf(probePods, 'host-client'), podOf(probePods, 'host-server')]
  const nodes = [near, far].map(({ node, address }) => ({ name: node, address }))
  const filter = filterOf(
    pods,
    nodes.map(({ address }) => address),
  )
  const places: readonly CapturePoint[] = [
    { name: 'client', pod: client, isNode: false },
    { name: near.node, pod: near, isNode: true },
    { name: far.node, pod: far, isNode: true },
    { name: 'server-far', pod: server, isNode: false },
  ]
  const links = await Promise.all(places.map((place) => linksOf(context, place)))
  let sent: readonly Sent[] = []
  const taken = await captureDuring(context, places, { filter, folder: `/tmp/wire-${randomUUID()}` }, async () => {
    sent = await sendMarked(context)
  })
  const captures = taken.map((each, index) => read(each, links[index] ?? []))
  return {
    filter,
    nodes,
    captures: captures.map(({ capture }) => capture),
    sent: [...sent],
    ...readCaptures(captures, sent, nodes),
    mtu: await findMtu(context, client, server, links[0] ?? []),
  }
}

function read(taken: Taken, links: readonly Link[]) {
  const { place, file, decoded } = taken
  const packets = parsePackets(decoded.stdout)
  const { name, pod, isNode } = place
  const capture: Capture = {
    ...{ place: name, pod: pod.name, node: pod.node, isNode },
    raw: file.raw,
    packets: packets.length,
    links: [...links],
    problem: captureProblem(taken),
  }
  return { capture, packets }
}

async function linksOf({ record, signal }: ProbeContext, { name, pod }: CapturePoint): Promise<readonly Link[]> {
  const argv = ['ip', '-j', '-d', 'address']
  const { stdout } = await record(`links ${name}`, argv, () => pod.exec(argv, { signal }))
  return readAddresses(stdout).map(({ ifname, mtu, linkinfo, addresses }) => ({
    ...{ name: ifname, mtu, kind: linkinfo?.info_kind },
    addresses: [...addresses],
  }))
}
