import { z } from 'zod'
import type { Encapsulation, Journey, WireEvidence } from '../findings/evidence/wire.ts'

const encapsulation: z.ZodType<Encapsulation> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('none') }),
  z.object({ kind: z.literal('vxlan'), port: z.number(), vni: z.number() }),
  z.object({ kind: z.literal('geneve'), port: z.number(), vni: z.number() }),
  z.object({ kind: z.literal('udp'), port: z.number() }),
  z.object({ kind: z.literal('ipip') }),
  z.object({ kind: z.literal('wireguard'), port: z.number() }),
  z.object({ kind: z.literal('esp') }),
])

const hop = z.object({
  place: z.string(),
  interface: z.string(),
  kind: z.enum(['pod', 'pod-link', 'bridge', 'tunnel', 'node-link', 'other']),
  direction: z.enum(['in', 'out', 'unknown']),
  afterUs: z.number(),
  headers: z.array(
    z.object({
      protocol: z.string(),
      from: z.string().optional(),
      to: z.string().optional(),
      detail: z.string().optional(),
    }),
  ),
  bytes: z.number(),
  markerReadable: z.boolean(),
})

const journey: z.ZodType<Journey> = z.object({
  id: z.enum(['cross-node', 'same-node', 'service', 'host-host']),
  title: z.string(),
  from: z.string(),
  to: z.string(),
  hops: z.array(hop),
  rewrites: z.array(z.object({ at: z.string(), from: z.string(), to: z.string() })),
  leftNode: z.union([z.boolean(), z.literal('unknown')]),
  sentence: z.string(),
})

export const wireSchema: z.ZodType<WireEvidence> = z.object({
  variant: z.string(),
  control: z.object({ seen: z.boolean(), explanation: z.string() }),
  journeys: z.array(journey),
  encapsulation: z.union([encapsulation, z.literal('unknown')]),
  outer: z.object({ from: z.string(), to: z.string() }).optional(),
  overheadBytes: z.number().optional(),
  mtu: z.object({ pathBytes: z.number(), interfaceBytes: z.number() }).optional(),
  marker: z.enum(['readable', 'not-seen', 'unknown']),
  sameNodeStays: z.union([z.boolean(), z.literal('unknown')]),
  captures: z.array(z.object({ place: z.string(), raw: z.number(), packets: z.number() })),
  sentence: z.string(),
})
