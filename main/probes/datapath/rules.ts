import { z } from 'zod'
import { cnis } from '../../cnis/index.ts'

export const rulesSchema = z.object({
  rules: z.number(),
  /** Rules by whose chain they are in: `KUBE` is kube-proxy and kubelet, `cali` Calico, `built-in` the kernel's own chains. */
  byOwner: z.record(z.string(), z.number()),
  /** Rules of kube-proxy for Services (chains KUBE-SVC-…). */
  services: z.number(),
  /** A rule of each owner, as printed. */
  examples: z.array(z.string()),
})
export type Rules = z.infer<typeof rulesSchema>

const commonOwners = [
  ['KUBE', /^KUBE-/],
  ['CNI', /^CNI-/],
  ['DOCKER', /^DOCKER/],
  ['built-in', /^(INPUT|OUTPUT|FORWARD|PREROUTING|POSTROUTING)$/],
] as const

/** What `iptables-save` prints, counted. Never throws: lines that are no rules are passed over. */
export function countRules(output: string): Rules {
  const lines = output.split('\n').filter((line) => line.startsWith('-A '))
  const owners = [...commonOwners, ...cnis.all().flatMap(({ chains }) => (chains ? [chains] : []))]
  const byOwner = new Map<string, string[]>()
  for (const line of lines) {
    const chain = line.split(' ')[1] ?? ''
    const owner = owners.find(([, pattern]) => pattern.test(chain))?.[0] ?? 'other'
    byOwner.set(owner, [...(byOwner.get(owner) ?? []), line])
  }
  return {
    rules: lines.length,
    byOwner: Object.fromEntries([...byOwner].map(([owner, rules]) => [owner, rules.length])),
    services: lines.filter((line) => line.startsWith('-A KUBE-SVC-')).length,
    examples: [...byOwner].flatMap(([owner, rules]) =>
      owner === 'built-in' || owner === 'DOCKER' ? [] : [(rules[0] ?? '').slice(0, 200)],
    ),
  }
}

export const tableSchema = z.object({ table: z.string(), rules: z.number() })
export type Table = z.infer<typeof tableSchema>

/** Tables of `nft list ruleset` with their rules counted. Never throws. */
export function countTables(output: string): readonly Table[] {
  const tables: { table: string; rules: number }[] = []
  let inside: 'table' | 'chain' | 'other' | undefined
  for (const line of output.split('\n').map((text) => text.trim())) {
    const table = /^table (\S+ \S+) \{$/.exec(line)?.[1]
    const current = tables.at(-1)
    if (table !== undefined) {
      tables.push({ table, rules: 0 })
      inside = 'table'
    } else if (inside === 'table' && line.endsWith('{')) inside = line.startsWith('chain ') ? 'chain' : 'other'
    else if (line === '}') inside = inside === 'table' ? undefined : 'table'
    else if (inside === 'chain' && current && line !== '' && !/^(type|policy|comment|#) ?/.test(line))
      current.rules += 1
  }
  return tables
}

/** Tables that iptables-nft keeps its rules in; the same rules are in what `iptables-save` prints. */
export const isOfIptables = ({ table }: Table): boolean => /^ip6? (filter|nat|mangle|raw|security)$/.test(table)
