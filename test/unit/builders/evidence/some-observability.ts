import type { ObservabilityEvidence, Sight } from '../../../../main/findings/evidence/observability.ts'
import { cniOf } from './variants.ts'

/** As a run shows it: Hubble's flows with Cilium, metrics and logs with Calico, logs with Flannel. */
export function observabilityEvidence(
  variant: string,
  change: Partial<ObservabilityEvidence> = {},
): ObservabilityEvidence {
  const sights = sightsOf(variant)
  const found = sights.filter((sight) => sight.found === 'yes').length
  const of = sights.filter((sight) => sight.found !== 'not-applicable').length
  return {
    variant,
    sights,
    found,
    of,
    sentence: `The tools of ${variant} show ${String(found)} of ${String(of)} things.`,
    ...change,
  }
}

const titles = {
  'allowed-flow': 'A connection that went through',
  'dropped-flow': 'A packet that a policy dropped',
  'drop-reason': 'Why it was dropped',
  'service-name': "The Service's name",
  metrics: 'Metrics',
  logs: 'Logs',
} as const

const sight = (id: Sight['id'], change: Partial<Sight>): Sight => ({
  id,
  title: titles[id],
  found: 'yes',
  source: 'kubectl logs',
  excerpt: '',
  explanation: 'The lines show it.',
  ...change,
})

const noFlows = (found: 'no' | 'not-applicable', explanation: string): readonly Sight[] =>
  (['allowed-flow', 'dropped-flow', 'drop-reason', 'service-name'] as const).map((id) =>
    sight(id, { found, source: 'documentation', explanation }),
  )

function sightsOf(variant: string): readonly Sight[] {
  switch (cniOf(variant)) {
    case 'cilium':
      return [
        flow(
          'allowed-flow',
          'cnilab/client:41234 (ID:4211) -> cnilab/server-far:8080 (ID:9034) to-overlay FORWARDED (TCP Flags: SYN)',
        ),
        flow(
          'dropped-flow',
          'cnilab/client:41240 (ID:4211) <> cnilab/server-far:8080 (ID:9034) Policy denied DROPPED (TCP Flags: SYN)',
        ),
        flow('drop-reason', 'Policy denied DROPPED'),
        sight('service-name', { found: 'no', source: hubble, explanation: 'No flow names the Service.' }),
        sight('metrics', { found: 'no', source: ':9962/metrics', explanation: 'Metrics are off by default.' }),
        sight('logs', { excerpt: 'level=info msg="Daemon initialization completed"' }),
      ]
    case 'calico':
      return [
        ...noFlows('no', 'The manifest brings no view of flows.'),
        sight('metrics', { found: 'no', source: ':9091/metrics', explanation: 'Metrics are off by default.' }),
        sight('logs', { excerpt: 'felix/int_dataplane.go 1836: Received *proto.ActivePolicyUpdate' }),
      ]
    case 'flannel':
      return [
        ...noFlows('not-applicable', 'Flannel has no tool that shows flows.'),
        sight('metrics', { found: 'not-applicable', source: 'documentation', explanation: 'Flannel has no metrics.' }),
        sight('logs', { excerpt: 'Wrote subnet file to /run/flannel/subnet.env' }),
      ]
    default:
      return [
        ...noFlows('not-applicable', 'kindnet has no tool that shows flows.'),
        sight('logs', { excerpt: 'Adding route' }),
      ]
  }
}

const hubble = 'hubble observe --last 40'

const flow = (id: Sight['id'], excerpt: string): Sight => sight(id, { source: hubble, excerpt })
