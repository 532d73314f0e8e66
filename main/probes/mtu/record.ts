import { z } from 'zod'

export const families = ['ipv4', 'ipv6'] as const
export type Family = (typeof families)[number]

/** `there`: what the client sends; `back`: what the server answers. */
export const directions = ['there', 'back'] as const
export type Direction = (typeof directions)[number]

/** `refused`: the sender's own kernel would not send it, because it knows better. `lost`: nothing came back, twice. */
const trySchema = z.object({
  direction: z.enum(directions),
  /** Of the IP packet. */
  bytes: z.number(),
  outcome: z.enum(['passed', 'refused', 'lost']),
})
export type Try = z.infer<typeof trySchema>

/** `stalled`: connected, and then not done in time. */
const transferSchema = z.object({
  direction: z.enum(directions),
  outcome: z.enum(['passed', 'stalled', 'failed']),
  /** What iperf3 said of it. */
  problem: z.string().optional(),
})
export type Transfer = z.infer<typeof transferSchema>

/** Of the way that an end sends by: the device's, and the route's own where it has one. */
const mtuSchema = z.object({
  device: z.string().optional(),
  deviceBytes: z.number().optional(),
  routeBytes: z.number().optional(),
})
export type Mtu = z.infer<typeof mtuSchema>

export const mtuRecordSchema = z.object({
  legs: z.array(
    z.object({
      path: z.string(),
      family: z.enum(families),
      /** Names of the Pods at both ends. */
      client: z.string(),
      server: z.string(),
      host: z.string(),
      port: z.number(),
      clientMtu: mtuSchema,
      serverMtu: mtuSchema,
      tries: z.array(trySchema),
      largest: z.object({ there: z.number().optional(), back: z.number().optional() }),
      transfers: z.array(transferSchema),
    }),
  ),
})
export type MtuRecord = z.infer<typeof mtuRecordSchema>
export type LegRecord = MtuRecord['legs'][number]
