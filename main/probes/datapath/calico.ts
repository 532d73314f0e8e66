import { z } from 'zod'
import type { ProbeContext } from '../probe.ts'
import { getJson } from './api-json.ts'
import type { Statement } from './record.ts'

const group = '/apis/crd.projectcalico.org/v1'
const poolsPath = `${group}/ippools`
const felixPath = `${group}/felixconfigurations/default`

const poolSpec = z.object({
  cidr: z.string(),
  ipipMode: z.string().default('Never'),
  vxlanMode: z.string().default('Never'),
  natOutgoing: z.boolean().optional(),
  disabled: z.boolean().optional(),
})
const poolsSchema = z.object({ items: z.array(z.object({ spec: poolSpec })) })
export type Pool = z.infer<typeof poolSpec>

const felixSpec = z.object({
  bpfEnabled: z.boolean().optional(),
  wireguardEnabled: z.boolean().optional(),
  nftablesMode: z.string().optional(),
  vxlanPort: z.number().optional(),
})
const felixSchema = z.object({ spec: felixSpec })
export type Felix = z.infer<typeof felixSpec>

export async function calicoStatements(context: ProbeContext): Promise<readonly Statement[]> {
  const pools = await getJson(context, 'ippools', poolsPath, poolsSchema)
  const felix = await getJson(context, 'felixconfiguration', felixPath, felixSchema)
  return [...poolFacts(pools?.items.map(({ spec }) => spec) ?? []), ...(felix ? felixFacts(felix.spec) : [])]
}

/** `CrossSubnet` encapsulates only between subnets: between nodes of one subnet it is none. */
export function poolFacts(pools: readonly Pool[]): readonly Statement[] {
  const used = pools.filter(({ disabled, cidr }) => disabled !== true && !cidr.includes(':'))
  return used.map((pool) => ({
    about: 'encapsulation',
    by: 'configuration',
    what: `IP pool ${pool.cidr}`,
    value: encapsulationOf(pool),
    excerpt: JSON.stringify(pool),
    source: poolsPath,
  }))
}

function encapsulationOf({ vxlanMode, ipipMode }: Pool): string {
  if (vxlanMode === 'Always') return 'vxlan'
  if (ipipMode === 'Always') return 'ipip'
  if (vxlanMode === 'CrossSubnet') return 'vxlan between subnets only'
  if (ipipMode === 'CrossSubnet') return 'ipip between subnets only'
  return 'none'
}

export function felixFacts(felix: Felix): readonly Statement[] {
  const common = { by: 'configuration' as const, source: felixPath, excerpt: `spec: ${JSON.stringify(felix)}` }
  const dataplane = felix.bpfEnabled === true ? 'eBPF' : felix.nftablesMode === 'Enabled' ? 'nftables' : 'iptables'
  return [
    {
      ...common,
      about: 'encryption',
      what: 'Configured encryption',
      value: felix.wireguardEnabled === true ? 'wireguard' : 'none',
    },
    { ...common, about: 'datapath', what: 'Configured data plane', value: dataplane },
    ...(felix.vxlanPort === undefined
      ? []
      : [{ ...common, about: 'tunnel-port' as const, what: 'VXLAN port', value: String(felix.vxlanPort) }]),
  ]
}
