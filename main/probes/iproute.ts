import ipaddr from 'ipaddr.js'
import { z } from 'zod'
import { checked, parseJson } from './program-output.ts'

/** The part of `ip -j -d link` and `ip -j -d address` that is used. Source of the fields: iproute2 6.1, and recorded output. */
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

/** What `ip -j -d address` prints of an interface: its addresses beside the rest. */
export const readAddresses = (output: string): readonly (Link & { readonly addresses: readonly string[] })[] =>
  listOf(output, linkSchema.extend({ addr_info: z.array(z.object({ local: z.string().optional() })).default([]) })).map(
    ({ addr_info, ...link }) => ({ ...link, addresses: addr_info.flatMap(({ local }) => local ?? []) }),
  )

const metricsSchema = z.object({ metrics: z.array(z.object({ mtu: z.number().optional() })).default([]) })

/** The MTU that a route has of its own, from `ip -j route get`. @throws LabError `unparsable-output` */
export const readRouteMtu = (output: string): number | undefined =>
  listOf(output, metricsSchema)[0]?.metrics.find(({ mtu }) => mtu !== undefined)?.mtu

/** The entry of a routing table that an address is sent by: of those that hold it, the longest prefix. */
export function routeFor(address: string, routes: readonly Route[]): Route | undefined {
  if (!ipaddr.isValid(address)) return undefined
  const parsed = ipaddr.parse(address)
  return routes
    .flatMap((route) => {
      const prefix = prefixOf(route.dst, parsed.kind())
      return prefix && parsed.match(prefix) ? [{ route, length: prefix[1] }] : []
    })
    .toSorted((a, b) => b.length - a.length)[0]?.route
}

function prefixOf(text: string, family: 'ipv4' | 'ipv6'): [ipaddr.IPv4 | ipaddr.IPv6, number] | undefined {
  if (text === 'default') return ipaddr.parseCIDR(family === 'ipv4' ? '0.0.0.0/0' : '::/0')
  if (ipaddr.isValidCIDR(text)) return sameFamily(ipaddr.parseCIDR(text), family)
  if (!ipaddr.IPv4.isValidFourPartDecimal(text) && !ipaddr.IPv6.isValid(text)) return undefined
  const address = ipaddr.parse(text)
  return sameFamily([address, address.kind() === 'ipv4' ? 32 : 128], family)
}

const sameFamily = (prefix: [ipaddr.IPv4 | ipaddr.IPv6, number], family: string) =>
  prefix[0].kind() === family ? prefix : undefined

/** Kinds of the kernel's devices that put packets into other packets; `tun` gives them to a program that does. */
const tunnelKinds = ['vxlan', 'geneve', 'ipip', 'gre', 'wireguard', 'xfrm', 'tun']

export const isTunnelKind = (kind: string | undefined): boolean => kind !== undefined && tunnelKinds.includes(kind)
