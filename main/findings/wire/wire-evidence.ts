import { wireRecordSchema, type Flow, type Layer, type WireRecord } from '../../probes/wire/record.ts'
import type { RunRecord } from '../../store/run-record.ts'
import type { Encapsulation, WireEvidence } from '../evidence/wire.ts'
import { recordsOf } from '../recorded.ts'
import { controlOf } from './control.ts'
import { addressOf, encapsulationOf, encryptedBy, outermost } from './headers.ts'
import { journeyOf, kindOf } from './journeys.ts'
import { wireSentence } from './wire-sentence.ts'

export const wireEvidenceOf = (run: RunRecord): readonly WireEvidence[] =>
  recordsOf(run, 'wire', wireRecordSchema).map(({ variant, record }) => wireOf(variant, record))

export function wireOf(variant: string, record: WireRecord): WireEvidence {
  const control = controlOf(record)
  const journeys = record.sent.map((sent) => journeyOf(record, sent, control.seen))
  const mtu = mtuOf(record)
  const evidence = {
    ...{ variant, control, journeys },
    ...(control.seen ? betweenNodes(record) : ({ encapsulation: 'unknown', marker: 'unknown' } as const)),
    ...(mtu && { mtu }),
    sameNodeStays: control.seen ? stays(journeys) : 'unknown',
    captures: record.captures.map(({ place, raw, packets }) => ({ place, raw, packets })),
  } as const
  return { ...evidence, sentence: wireSentence(evidence) }
}

type BetweenNodes = Pick<WireEvidence, 'encapsulation' | 'outer' | 'overheadBytes' | 'marker'>

/**
 * What leaves the client's node for the server's. Only what is sent counts: what IPsec has decrypted is seen once more, in clear, on
 * the link that it came by.
 */
function betweenNodes(record: WireRecord): BetweenNodes {
  const sends = (sight: Pick<Flow, 'journey' | 'place' | 'interface' | 'direction'>) =>
    sight.journey === 'cross-node' &&
    sight.direction === 'out' &&
    sight.place === record.nodes[0]?.name &&
    kindOf(record, sight) === 'node-link'
  const readable = record.sights.find(sends)
  if (readable) return clear(readable.layers, record)
  const encrypted = record.flows.filter(sends).find((flow) => encryptedBy(flow) !== undefined)
  const arrived = record.sent.some(({ id, answered }) => id === 'cross-node' && answered)
  const outer = encrypted && outerOf(encrypted.layers)
  return {
    encapsulation: (encrypted && encryptedBy(encrypted)) ?? 'unknown',
    ...(outer && { outer }),
    marker: arrived && record.flows.some(sends) ? 'not-seen' : 'unknown',
  }
}

function clear(layers: readonly Layer[], record: WireRecord): BetweenNodes {
  const encapsulation: Encapsulation | 'unknown' = encapsulationOf(layers) ?? 'unknown'
  const own = record.sights.find(({ journey, place }) => journey === 'cross-node' && place === 'client')
  const [inside, outside] = [outermost(own?.layers ?? [])?.bytes, outermost(layers)?.bytes]
  const outer = outerOf(layers)
  return {
    encapsulation,
    ...(encapsulation !== 'unknown' && encapsulation.kind !== 'none' && outer && { outer }),
    ...(inside !== undefined && outside !== undefined && { overheadBytes: outside - inside }),
    marker: 'readable',
  }
}

function outerOf(layers: readonly Layer[]): WireEvidence['outer'] {
  const [from, to] = [addressOf(outermost(layers)?.from), addressOf(outermost(layers)?.to)]
  return from !== undefined && to !== undefined ? { from, to } : undefined
}

function mtuOf({ mtu: { interfaceBytes, tries } }: WireRecord): WireEvidence['mtu'] {
  const passed = tries.filter((size) => size.passed).map(({ bytes }) => bytes)
  return interfaceBytes !== undefined && passed.length > 0
    ? { pathBytes: Math.max(...passed), interfaceBytes }
    : undefined
}

function stays(journeys: WireEvidence['journeys']): WireEvidence['sameNodeStays'] {
  const left = journeys.find(({ id }) => id === 'same-node')?.leftNode
  return left === undefined || left === 'unknown' ? 'unknown' : !left
}
