import type { WireRecord } from '../../probes/wire/record.ts'
import type { WireEvidence } from '../evidence/wire.ts'
import { kindOf } from './journeys.ts'

/**
 * Two packets that must be seen whatever the CNI does: the one from node to node on both nodes' links, sent last and in clear, and
 * the Pod's own at its end. Where they were not, the filter is wrong, or a capture ended early, and nothing else means anything.
 */
export function controlOf(record: WireRecord): WireEvidence['control'] {
  const problems = [...captureProblems(record), ...missingSights(record)]
  return problems.length > 0
    ? { seen: false, explanation: `The captures prove nothing: ${problems.join('; ')}.` }
    : {
        seen: true,
        explanation:
          'The packet from node to node was read on both nodes’ links, and the Pod’s own where it leaves the Pod.',
      }
}

const captureProblems = ({ captures }: WireRecord) =>
  captures.flatMap(({ place, problem }) =>
    problem === undefined ? [] : [`at ${place}, ${problem.replace(/\.$/, '')}`],
  )

function missingSights(record: WireRecord): readonly string[] {
  const { sights, nodes, captures, sent } = record
  const unanswered = (id: string) => {
    const problem = sent.find((candidate) => candidate.id === id)?.problem
    return problem === undefined ? '' : ` (${problem.replace(/\.$/, '')})`
  }
  const links = nodes.flatMap(({ name }) => {
    const seen = sights.some(
      (sight) => sight.journey === 'host-host' && sight.place === name && kindOf(record, sight) === 'node-link',
    )
    return seen ? [] : [`the packet from node to node was not seen at ${name}${unanswered('host-host')}`]
  })
  const atPod = sights.some(
    (sight) =>
      sight.journey === 'cross-node' &&
      ['pod', 'pod-link'].includes(kindOf(record, sight)) &&
      captures.find(({ place }) => place === sight.place)?.node === nodes[0]?.name,
  )
  return atPod
    ? links
    : [...links, `the Pod’s own packet was not seen where it leaves the Pod${unanswered('cross-node')}`]
}
