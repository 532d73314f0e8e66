import { z } from 'zod'
import type { OwnTools, Statement } from '../own-tools.ts'

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
type Pool = z.infer<typeof poolSpec>

const felixSpec = z.object({
  bpfEnabled: z.boolean().optional(),
  wireguardEnabled: z.boolean().optional(),
  nftablesMode: z.string().optional(),
  vxlanPort: z.number().optional(),
})

export const calicoTools: OwnTools = {
  tellers: [
    {
      part: 'ippools',
      path: poolsPath,
      says: z
        .object({ items: z.array(z.object({ spec: poolSpec })) })
        .transform(({ items }) => poolFacts(items.map(({ spec }) => spec))),
    },
    {
      part: 'felixconfiguration',
      path: felixPath,
      says: z.object({ spec: felixSpec }).transform(({ spec }) => felixFacts(spec)),
    },
  ],
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

function felixFacts(felix: z.infer<typeof felixSpec>): readonly Statement[] {
  const { bpfEnabled, nftablesMode, wireguardEnabled, vxlanPort } = felix
  const fact = (what: string, value: string, about?: Statement['about']): Statement => ({
    ...{ about, by: 'configuration', what, value },
    excerpt: `spec: ${JSON.stringify(felix)}`,
    source: felixPath,
  })
  const dataplane = bpfEnabled === true ? 'eBPF' : nftablesMode === 'Enabled' ? 'nftables' : 'iptables'
  return [
    fact('Configured encryption', wireguardEnabled === true ? 'wireguard' : 'none', 'encryption'),
    fact('Configured data plane', dataplane),
    ...(vxlanPort === undefined ? [] : [fact('VXLAN port', String(vxlanPort), 'tunnel-port')]),
  ]
}
