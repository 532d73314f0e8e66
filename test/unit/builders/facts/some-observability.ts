import type {
  Because,
  Capability,
  CapabilityId,
  ObservabilityFacts,
} from '../../../../main/probes/observability/facts.ts'
import type { VariantFacts } from '../../../../main/probes/probe.ts'
import { cniOf } from './variants.ts'

/** As a run shows it: Hubble's flows with Cilium, logs with Calico and Flannel. */
export function observabilityFacts(
  variant: string,
  change: Partial<ObservabilityFacts> = {},
): VariantFacts<ObservabilityFacts> {
  const capabilities = capabilitiesOf(variant)
  const found = capabilities.filter((each) => each.found === 'yes').length
  const of = capabilities.filter((each) => each.found !== 'not-applicable').length
  return { variant, facts: { capabilities, found, of, ...change } }
}

const capability = (id: CapabilityId, change: Partial<Capability>): Capability => ({
  ...{ id, found: 'yes', because: 'shown', source: 'kubectl logs', excerpt: '' },
  ...change,
})

const noFlows = (found: 'no' | 'not-applicable', because: Because): readonly Capability[] =>
  (['allowed-flow', 'dropped-flow', 'drop-reason', 'service-name'] as const).map((id) =>
    capability(id, { found, because, source: '' }),
  )

const metricsOff = capability('metrics', { found: 'no', because: 'metrics-off', source: ':9962/metrics' })

function capabilitiesOf(variant: string): readonly Capability[] {
  switch (cniOf(variant)) {
    case 'cilium':
      return [
        flow('allowed-flow', 'cnilab/client:41234 -> cnilab/server-far:8080 to-overlay FORWARDED (TCP Flags: SYN)'),
        flow('dropped-flow', 'cnilab/client:41240 <> cnilab/server-far:8080 Policy denied DROPPED (TCP Flags: SYN)'),
        flow('drop-reason', 'Policy denied DROPPED'),
        capability('service-name', { found: 'no', because: 'not-shown', tool: 'hubble', source: hubble }),
        metricsOff,
        capability('logs', { excerpt: 'level=info msg="Daemon initialization completed"' }),
      ]
    case 'calico':
      return [
        ...noFlows('no', 'no-flow-log'),
        metricsOff,
        capability('logs', { excerpt: 'felix/int_dataplane.go 1836: Received *proto.ActivePolicyUpdate' }),
      ]
    case 'flannel':
      return [
        ...noFlows('not-applicable', 'no-flow-made'),
        capability('metrics', { found: 'not-applicable', because: 'no-metrics', source: '' }),
        capability('logs', { excerpt: 'Wrote subnet file to /run/flannel/subnet.env' }),
      ]
    default:
      return [...noFlows('not-applicable', 'no-flow-made'), capability('logs', { excerpt: 'Adding route' })]
  }
}

const hubble = 'hubble observe --last 40'

const flow = (id: CapabilityId, excerpt: string): Capability =>
  capability(id, { tool: 'hubble', source: hubble, excerpt })
