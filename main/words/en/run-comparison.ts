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
      ? `No change is shown between ${a.id} and ${b.id} in ${measurements}`
      : `${String(count)} of ${measurements} changed: ${listOf(changed.map(direction))}`
  const reservations = [
    ...(summary.hasChangedBaseline
      ? ['the host-host baselines changed, too, so that something besides the CNI differs']
      : []),
  ]
  return `${[answer, ...reservations].join('; ')}.`
}

const whyNothing = {
  'too-few-rounds': 'it takes six rounds of both',
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

const shows: Readonly<Partial<Record<ConditionId, (parts: readonly string[]) => string>>> = {
  'ip-family': ([family]) => (family === 'dual' ? 'dual-stack' : 'IPv4'),
  rounds: (parts) => parts.join(' to '),
  duration: ([seconds = '']) => `${seconds} s`,
  cpu: ([model = '', cores]) => `${model}, ${counted(Number(cores), 'core')}`,
  memory: ([size]) => bytes(Number(size)),
  kernel: ([kernel = '', arch = '']) => `${kernel} (${arch})`,
  configured: ([datapath = '', encapsulation = '', port = '', encryption = '']) =>
    `${datapath} (encapsulation: ${encapsulation}${port === '0' ? '' : ` on port ${port}`}, encryption: ${encryption})`,
  image: shortSum,
  source: shortSum,
}

function shortSum([sum = '']: readonly string[]): string {
  return sum.replace(/^(sha256:)?([0-9a-f]{12})[0-9a-f]+$/, '$1$2…')
}

function valueText(id: ConditionId, value: ConditionValue | undefined): string {
  if (value === undefined) return '—'
  const parts = typeof value === 'object' ? value.map(String) : [String(value)]
  return shows[id]?.(parts) ?? parts.join(', ')
}
