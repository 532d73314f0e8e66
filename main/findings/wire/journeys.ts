import type { Sent, Sight, WireRecord } from '../../probes/wire/record.ts'
import type { Hop, Journey } from '../evidence/wire.ts'
import { headerOf, innermost, outermost } from './headers.ts'
import { interfaceKind } from './interface-kind.ts'

const titles: Readonly<Record<Sent['id'], string>> = {
  'cross-node': 'From a Pod to a Pod on another node',
  'same-node': 'From a Pod to a Pod on the same node',
  service: 'From a Pod to a Service',
  'host-host': 'From node to node, without the CNI',
}

/** @param isTrusted whether the control was seen: only then does what was not seen say something */
export function journeyOf(record: WireRecord, sent: Sent, isTrusted: boolean): Journey {
  const sights = firstSights(record.sights.filter(({ journey }) => journey === sent.id))
  const hops = sights.map((sight) => hopOf(record, sight, sights[0]?.atUs ?? sight.atUs))
  const rewrites = rewritesOf(sights)
  const left = hops.some(({ kind }) => kind === 'node-link')
  const leftNode = left || (isTrusted && sent.answered && hops.length > 0 ? false : 'unknown')
  const journey = {
    id: sent.id,
    title: titles[sent.id],
    from: sent.from,
    to: sent.to,
    hops,
    rewrites,
    leftNode,
  } as const
  return { ...journey, sentence: sentenceOf(journey, sent) }
}

export const hopOf = (record: WireRecord, sight: Sight, startUs: number): Hop => ({
  place: sight.place,
  interface: sight.interface,
  kind: kindOf(record, sight),
  direction: sight.direction,
  afterUs: Math.round((sight.atUs - startUs) * 10) / 10,
  headers: sight.layers.map(headerOf),
  bytes: outermost(sight.layers)?.bytes ?? 0,
  markerReadable: true,
})

export function kindOf(
  record: WireRecord,
  { place, interface: name }: Pick<Sight, 'place' | 'interface'>,
): Hop['kind'] {
  const capture = record.captures.find((candidate) => candidate.place === place)
  const node = record.nodes.find((candidate) => candidate.name === capture?.node)
  return interfaceKind(capture, name, node?.address)
}

/** What is sent again for want of an answer is the same packet. */
function firstSights(sights: readonly Sight[]): readonly Sight[] {
  const seen = new Set<string>()
  return sights
    .toSorted((one, other) => one.atUs - other.atUs)
    .filter((sight) => {
      const inner = innermost(sight.layers)
      const key = JSON.stringify([sight.place, sight.interface, sight.direction, inner?.from, inner?.to])
      return !seen.has(key) && seen.add(key)
    })
}

/** Addresses of the Pods' own header that differ from one sight to the next. */
const rewritesOf = (sights: readonly Sight[]): Journey['rewrites'] =>
  sights.flatMap((sight, index) => {
    const before = innermost(sights[index - 1]?.layers ?? [])
    const after = innermost(sight.layers)
    const at = `${sight.place}, before ${sight.interface}`
    return [
      [before?.from, after?.from],
      [before?.to, after?.to],
    ].flatMap(([from, to]) => (from !== undefined && to !== undefined && from !== to ? [{ at, from, to }] : []))
  })

function sentenceOf({ hops, rewrites, leftNode }: Omit<Journey, 'sentence'>, sent: Sent): string {
  if (hops.length === 0)
    return `Its packet was not seen${sent.problem === undefined ? '.' : `: ${asClause(sent.problem)}`}`
  const seen = `Seen ${String(hops.length)} times on its way, at ${hops.map(({ interface: name }) => name).join(', ')}.`
  const answer = sent.answered ? [] : [`There was no answer: ${asClause(sent.problem ?? 'none in time')}`]
  const left = leftNode === false ? ['It did not leave the node.'] : []
  return [seen, ...answer, ...left, ...rewritesSentence(rewrites, sent)].join(' ')
}

const asClause = (text: string) => `${text.replace(/\.$/, '')}.`

function rewritesSentence(rewrites: Journey['rewrites'], { id }: Sent): readonly string[] {
  if (rewrites.length > 0) return [...new Set(rewrites.map(({ from, to }) => `${from} became ${to} on the way.`))]
  return id === 'service'
    ? ['The Service’s address was never on the wire: it was replaced in the socket, before there was a packet.']
    : []
}
