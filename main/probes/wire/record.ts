import { z } from 'zod'

/** In the order in which packets are sent; `host-host` is last, so that its sight proves that the captures still ran. */
export const journeyIds = ['cross-node', 'same-node', 'service', 'host-host'] as const

/** One layer of a packet that has IP addresses, or the tunnel's header between two of them. */
const layerSchema = z.object({
  protocol: z.string(),
  from: z.string().optional(),
  to: z.string().optional(),
  detail: z.string().optional(),
  /** Total length of the IP packet; absent in a tunnel's header. */
  bytes: z.number().optional(),
})

const linkSchema = z.object({
  name: z.string(),
  /** The kernel's kind, e.g. `veth`; absent for a real device. */
  kind: z.string().optional(),
  mtu: z.number(),
  addresses: z.array(z.string()),
})

const captureSchema = z.object({
  place: z.string(),
  pod: z.string(),
  node: z.string(),
  isNode: z.boolean(),
  /** Number of the raw output that is the file. */
  raw: z.number(),
  /** Why it cannot be relied on. */
  problem: z.string().optional(),
  packets: z.number(),
  links: z.array(linkSchema),
})

const sentSchema = z.object({
  id: z.enum(journeyIds),
  from: z.string(),
  to: z.string(),
  url: z.string(),
  marker: z.string(),
  answered: z.boolean(),
  /** What curl said when there was no answer. */
  problem: z.string().optional(),
})

const seenSchema = z.object({
  journey: z.enum(journeyIds),
  place: z.string(),
  interface: z.string(),
  direction: z.enum(['in', 'out']),
  layers: z.array(layerSchema),
})

/** `atUs`: since the first packet of all captures, in microseconds. */
const packetSchema = seenSchema.extend({ atUs: z.number() })

/** `layers` are those of the first packet. */
const flowSchema = seenSchema.extend({ packets: z.number() })

export const wireRecordSchema = z.object({
  filter: z.string(),
  /** The nodes of the client and of the server. */
  nodes: z.array(z.object({ name: z.string(), address: z.string() })),
  captures: z.array(captureSchema),
  sent: z.array(sentSchema),
  /** Packets with a journey's marker readable in their bytes. */
  sights: z.array(packetSchema),
  /** Packets between the two nodes' addresses without a marker, counted by the journey during which they were seen. */
  flows: z.array(flowSchema),
  mtu: z.object({
    interfaceBytes: z.number().optional(),
    routeBytes: z.number().optional(),
    tries: z.array(z.object({ bytes: z.number(), passed: z.boolean() })),
  }),
})

export type Layer = z.infer<typeof layerSchema>
export type Link = z.infer<typeof linkSchema>
export type Capture = z.infer<typeof captureSchema>
export type Sent = z.infer<typeof sentSchema>
export type PacketCount = z.infer<typeof flowSchema>
export type WireRecord = z.infer<typeof wireRecordSchema>
export type CapturedPacket = z.infer<typeof packetSchema>
