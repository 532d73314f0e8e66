import type { VariantFacts } from '../../probes/probe.ts'
import { wireFacts } from '../../probes/wire/derive.ts'
import type { Encapsulation, WireFacts } from '../../probes/wire/facts.ts'
import { wireRecordSchema } from '../../probes/wire/record.ts'
import { controlSentence, pathSentence, pathTitles, wireSentence } from '../../probes/wire/words.ts'
import type { RunRecord } from '../../store/run-record.ts'
import { recordsOf } from '../recorded.ts'

/** One header of a packet, as the capture's decoder reads it. */
export interface Header {
  readonly protocol: string
  /** Addresses, with ports where there are some. */
  readonly from?: string
  readonly to?: string
  /** VNI, flags, … in the decoder's words. */
  readonly detail?: string
}

/** One sight of the packet, by one interface. */
export interface Hop {
  /** Where: `client` for the Pod's own side, or the node's name. */
  readonly place: string
  readonly interface: string
  readonly kind: 'pod' | 'pod-link' | 'bridge' | 'tunnel' | 'node-link' | 'other'
  readonly direction: 'in' | 'out' | 'unknown'
  /** Since the first sight of this packet, in microseconds; all nodes have one clock. */
  readonly afterUs: number
  /** Outermost first. */
  readonly headers: readonly Header[]
  /** Of the outermost IP packet. */
  readonly bytes: number
  readonly markerReadable: boolean
}

export type JourneyId = 'cross-node' | 'same-node' | 'service' | 'host-host'

/** One packet's way from a client to a server, as captures on every interface saw it. */
export interface Journey {
  readonly id: JourneyId
  readonly title: string
  readonly from: string
  readonly to: string
  readonly hops: readonly Hop[]
  /** Addresses that were rewritten on the way, e.g. a Service's. */
  readonly rewrites: readonly { readonly at: string; readonly from: string; readonly to: string }[]
  /** Whether any packet of it was seen on a node's link to other nodes. */
  readonly leftNode: boolean | 'unknown'
  readonly sentence: string
}

export interface WireEvidence {
  readonly variant: string
  /** The positive control: a packet that must be seen was. Where it was not, nothing is concluded. */
  readonly control: { readonly seen: boolean; readonly explanation: string }
  readonly journeys: readonly Journey[]
  /** Between nodes. */
  readonly encapsulation: Encapsulation | 'unknown'
  readonly outer?: { readonly from: string; readonly to: string }
  /** Of the outermost IP packet over the Pod's own. */
  readonly overheadBytes?: number
  /** Largest IP packet that gets from Pod to Pod on another node unfragmented, and the MTU of the Pod's interface. */
  readonly mtu?: { readonly pathBytes: number; readonly interfaceBytes: number }
  /** On the wire between nodes. `not-seen`: packets were seen, the marker in none. */
  readonly marker: 'readable' | 'not-seen' | 'unknown'
  readonly sameNodeStays: boolean | 'unknown'
  /** Captures that can be exported, by the number of their raw output. */
  readonly captures: readonly { readonly place: string; readonly raw: number; readonly packets: number }[]
  readonly sentence: string
}

export const wireFactsOf = (run: RunRecord): readonly VariantFacts<WireFacts>[] =>
  recordsOf(run, 'wire', wireRecordSchema).map(({ variant, record }) => {
    const configured = run.variants.find(({ id }) => id === variant)?.configured.encryption
    return { variant, facts: wireFacts(record, configured ?? 'none') }
  })

export const wireEvidenceOf = (run: RunRecord): readonly WireEvidence[] =>
  wireFactsOf(run).map(({ variant, facts }) => {
    const { problems, paths, encryption: _encryption, ...rest } = facts
    return {
      variant,
      ...rest,
      control: { seen: problems.length === 0, explanation: controlSentence(problems) },
      journeys: paths.map((path) => ({
        ...{ id: path.id, from: path.from, to: path.to, rewrites: path.rewrites, leftNode: path.leftNode },
        title: pathTitles[path.id],
        hops: path.stops.map(({ isReadable, isWrapped: _, ...stop }) => ({ ...stop, markerReadable: isReadable })),
        sentence: pathSentence(path),
      })),
      sentence: wireSentence(facts),
    }
  })
