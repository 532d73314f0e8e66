import { z } from 'zod'
import { checked, parseJson } from '../program-output.ts'

/** The part of `ip -j -d link` that is used. Source of the fields: iproute2 6.1, and recorded output. */
export const linkSchema = z.object({
  ifname: z.string(),
  mtu: z.number(),
  flags: z.array(z.string()),
  master: z.string().optional(),
  linkinfo: z
    .object({
      info_kind: z.string().optional(),
      info_data: z
        .object({
          id: z.number().optional(),
          port: z.number().optional(),
          local: z.string().optional(),
          /** The tunnel's other end is set a packet at a time, by a BPF program. */
          external: z.boolean().optional(),
        })
        .optional(),
    })
    .optional(),
})
export type Link = z.infer<typeof linkSchema>

/** The part of `ip -j route` that is used. */
export const routeSchema = z.object({
  dst: z.string(),
  type: z.string().optional(),
  dev: z.string().optional(),
  gateway: z.string().optional(),
  protocol: z.string().optional(),
  table: z.string().optional(),
})
export type Route = z.infer<typeof routeSchema>

// iproute2 prints an empty object where there is nothing to show of an entry, and nothing at all where there is no entry.
const listOf = <T>(output: string, item: z.ZodType<T>): readonly T[] => {
  if (output.trim() === '') return []
  const entries = checked('ip', output, parseJson('ip', output), z.array(z.looseObject({})))
  const filled = entries.filter((entry) => Object.keys(entry).length > 0)
  return checked('ip', output, filled, z.array(item))
}

/** @throws LabError `unparsable-output` */
export const readLinks = (output: string): readonly Link[] => listOf(output, linkSchema)

/** @throws LabError `unparsable-output` */
export const readRoutes = (output: string): readonly Route[] => listOf(output, routeSchema)

/** The entry of a routing table that an address is sent by: of those that hold it, the longest prefix. */
export function routeFor(address: string, routes: readonly Route[]): Route | undefined {
  const number = addressNumber(address)
  return routes
    .map((route) => ({ route, prefix: readPrefix(route.dst) }))
    .filter(({ prefix }) => prefix && number !== undefined && holds(prefix, number))
    .sort((a, b) => (b.prefix?.length ?? 0) - (a.prefix?.length ?? 0))[0]?.route
}

interface Prefix {
  readonly number: number
  readonly length: number
}

const holds = ({ number, length }: Prefix, address: number): boolean => {
  const size = 2 ** (32 - length)
  return Math.floor(number / size) === Math.floor(address / size)
}

function readPrefix(text: string): Prefix | undefined {
  if (text === 'default') return { number: 0, length: 0 }
  const [address = '', length = '32'] = text.split('/')
  const number = addressNumber(address)
  return number === undefined || !/^([0-9]|[12][0-9]|3[0-2])$/.test(length)
    ? undefined
    : { number, length: Number(length) }
}

function addressNumber(text: string): number | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined
  return parts.reduce((sum, part) => sum * 256 + Number(part), 0)
}
