import type { ComparisonSummary, RunComparison } from '../../findings/compare-runs.ts'
import type { ConditionId, ConditionValue, DifferingCondition } from '../../findings/conditions.ts'
import { bytes } from './quantity.ts'
import { counted, listOf } from './text.ts'

/** `flannel/vxlan and calico/vxlan, quick on kind`. */
export const comparedRunTitle = ({ variants, mode, runtime }: RunComparison['a']): string =>
  `${listOf(variants)}, ${mode} on ${runtime}`

/** What changed between two runs, in one sentence that answers first. */
export function comparisonSummary({ a, b, summary }: Pick<RunComparison, 'a' | 'b' | 'summary'>): string {
  const { compared, changed } = summary
  if (compared === 0) return `Nothing can be compared between ${a.id} and ${b.id}: ${whyNothing[summary.reason]}.`
  const measurements = counted(compared, 'measurement')
  const count = changed.reduce((sum, { better, worse }) => sum + better + worse, 0)
  const answer =
    count === 0
      ? `Nothing distinguishable changed between ${a.id} and ${b.id} in ${measurements}`
      : `${String(count)} of ${measurements} changed: ${listOf(changed.map(direction))}`
  const reservations = [
    ...(summary.isIndicative ? ['indicative, too few rounds to rely on'] : []),
    ...(summary.hasChangedBaseline
      ? ['the host-host baselines changed, too, so that something besides the CNI differs']
      : []),
  ]
  return `${[answer, ...reservations].join('; ')}.`
}

const whyNothing = {
  'too-few-rounds': 'there are too few rounds for intervals',
  'nothing-in-common': 'they have no measurement in common',
} as const

/** `calico/vxlan better in 2 and worse in 1`. */
function direction({ variant, better, worse }: ComparisonSummary['changed'][number]): string {
  const parts = [
    ...(better > 0 ? [`better in ${String(better)}`] : []),
    ...(worse > 0 ? [`worse in ${String(worse)}`] : []),
  ]
  return `${variant} ${listOf(parts)}`
}

/** The name of a condition and its values, for a table. */
export const conditionRow = ({ id, variant, name, a, b }: DifferingCondition) => ({
  what: `${variant === undefined ? '' : `${variant}: `}${name ?? titles[id]}`,
  a: valueText(id, a),
  b: valueText(id, b),
})

const titles: Readonly<Record<ConditionId, string>> = {
  runtime: 'runtime',
  'ip-family': 'IP family',
  mode: 'mode',
  rounds: 'rounds',
  duration: 'duration of a throughput measurement',
  requests: 'requests of a latency measurement',
  variants: 'variants',
  cpu: 'CPU',
  memory: 'memory',
  os: 'operating system',
  kernel: 'kernel',
  governor: 'CPU governor',
  virtualization: 'virtualization',
  cnilab: 'CNI Lab',
  node: 'Node.js',
  tool: 'tool',
  configured: 'configured',
  'cni-version': 'version',
  kubernetes: 'Kubernetes',
  image: 'image',
  source: 'source',
}

function valueText(id: ConditionId, value: ConditionValue | undefined): string {
  if (value === undefined) return '—'
  const parts = typeof value === 'object' ? value.map(String) : [String(value)]
  const [first = '', second = '', third, fourth = ''] = parts
  switch (id) {
    case 'ip-family':
      return first === 'dual' ? 'dual-stack' : 'IPv4'
    case 'rounds':
      return parts.join(' to ')
    case 'duration':
      return `${first} s`
    case 'cpu':
      return `${first}, ${counted(Number(second), 'core')}`
    case 'memory':
      return bytes(Number(first))
    case 'kernel':
      return `${first} (${second})`
    case 'configured':
      return `${first} (encapsulation: ${second}${third === '0' ? '' : ` on port ${third ?? ''}`}, encryption: ${fourth})`
    case 'image':
    case 'source':
      return first.replace(/^(sha256:)?([0-9a-f]{12})[0-9a-f]+$/, '$1$2…')
    case 'runtime':
    case 'mode':
    case 'requests':
    case 'variants':
    case 'os':
    case 'governor':
    case 'virtualization':
    case 'cnilab':
    case 'node':
    case 'tool':
    case 'cni-version':
    case 'kubernetes':
      return parts.join(', ')
  }
}
