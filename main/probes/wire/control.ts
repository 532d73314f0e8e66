import type { ControlProblem } from './facts.ts'
import { stopKindOf } from './packet-paths.ts'
import type { WireRecord } from './record.ts'

/**
 * Two packets must be seen whatever the CNI does: the one from node to node on both nodes' links, sent last and in clear, and the
 * Pod's own at its end. Where they were not, the filter is wrong, or a capture ended early, and nothing else means anything.
 */
export const controlProblems = (record: WireRecord): readonly ControlProblem[] => [
  ...record.captures.flatMap(({ place, problem }) =>
    problem === undefined ? [] : [{ kind: 'capture' as const, place, problem }],
  ),
  ...missingPackets(record),
]

function missingPackets(record: WireRecord): readonly ControlProblem[] {
  const { sights, nodes, captures } = record
  const links = nodes.flatMap(({ name }): ControlProblem[] => {
    const isSeen = sights.some(
      (packet) => packet.journey === 'host-host' && packet.place === name && stopKindOf(record, packet) === 'node-link',
    )
    return isSeen ? [] : [{ kind: 'not-seen-at-node', node: name, ...answerOf(record, 'host-host') }]
  })
  const isSeenAtPod = sights.some(
    (packet) =>
      packet.journey === 'cross-node' &&
      ['pod', 'pod-link'].includes(stopKindOf(record, packet)) &&
      captures.find(({ place }) => place === packet.place)?.node === nodes[0]?.name,
  )
  return isSeenAtPod ? links : [...links, { kind: 'not-seen-at-pod', ...answerOf(record, 'cross-node') }]
}

function answerOf({ sent }: WireRecord, id: string): { readonly answer?: string } {
  const problem = sent.find((candidate) => candidate.id === id)?.problem
  return problem === undefined ? {} : { answer: problem }
}
