import type { DatapathObservation } from './facts.ts'
import type { DatapathRecord } from './record.ts'

/** Who answers for Service addresses: kube-proxy, if it runs and has its rules in place, or the CNI. */
export function serviceObservations({ kubeProxy, nodes }: DatapathRecord): readonly DatapathObservation[] {
  if (!kubeProxy) return []
  const { daemonSet, mode } = kubeProxy
  const rules = nodes.reduce((sum, { iptables }) => sum + (iptables?.services ?? 0), 0)
  const table = nodes.flatMap(({ nftables }) => nftables ?? []).filter((each) => each.table.includes('kube-proxy'))
  const tableRules = table.reduce((sum, each) => sum + each.rules, 0)
  const evidence = `${String(rules)} iptables rules in chains KUBE-SVC, ${String(tableRules)} nftables rules of kube-proxy`
  const runs = daemonSet !== undefined && daemonSet.desired > 0
  return [
    {
      topic: 'services',
      what: 'kube-proxy',
      observed: runs
        ? `runs on ${String(daemonSet.ready)} of ${String(daemonSet.desired)} nodes, mode ${modeWords(mode)}`
        : 'does not run',
      verdict: 'informational',
      excerpt: [
        `daemonset: ${JSON.stringify(daemonSet ?? 'not found')}`,
        `mode: ${JSON.stringify(mode ?? 'not found')}`,
      ].join('\n'),
      source: '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy, configmaps/kube-proxy',
    },
    {
      topic: 'services',
      what: 'Service rules of kube-proxy',
      observed: serviceWords(runs, rules + tableRules),
      verdict: 'informational',
      excerpt: evidence,
      source: 'iptables-save, nft list ruleset',
      nodes: nodes.map(({ node }) => node),
    },
  ]
}

/** An empty mode is the program's default, which is iptables on Linux. */
const modeWords = (mode: string | undefined): string =>
  mode === undefined ? 'unknown' : mode === '' ? 'iptables (default)' : mode

function serviceWords(runs: boolean, rules: number): string {
  if (runs) return rules > 0 ? `in place (${String(rules)} on the nodes inspected)` : 'none, though it runs'
  return rules > 0 ? `${String(rules)} left of a kube-proxy that does not run` : 'none: kube-proxy is replaced'
}
