import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import type { Link } from './record.ts'

const linksSchema = z.array(
  z.object({
    ifname: z.string(),
    mtu: z.number(),
    linkinfo: z.object({ info_kind: z.string().optional() }).optional(),
    addr_info: z.array(z.object({ local: z.string().optional() })).optional(),
  }),
)

/** What `ip -j -d address` prints. @throws LabError `unparsable-output` */
export const parseLinks = (text: string): readonly Link[] =>
  parse(linksSchema, text, 'ip -j -d address').map(({ ifname, mtu, linkinfo, addr_info: addresses = [] }) => ({
    name: ifname,
    mtu,
    ...(linkinfo?.info_kind !== undefined && { kind: linkinfo.info_kind }),
    addresses: addresses.flatMap(({ local }) => (local === undefined ? [] : [local])),
  }))

const routesSchema = z.array(z.object({ metrics: z.array(z.object({ mtu: z.number().optional() })).optional() }))

/** The MTU that a route has of its own, from `ip -j route get`. @throws LabError `unparsable-output` */
export const parseRouteMtu = (text: string): number | undefined =>
  parse(routesSchema, text, 'ip -j route get')[0]?.metrics?.find(({ mtu }) => mtu !== undefined)?.mtu

function parse<T>(schema: z.ZodType<T>, text: string, command: string): T {
  try {
    return schema.parse(JSON.parse(text))
  } catch (cause) {
    throw new LabError(
      {
        code: 'unparsable-output',
        title: 'Cannot read the network interfaces',
        message: `${command} printed something else than its JSON.`,
      },
      { cause },
    )
  }
}
