import type { Statement } from '../../cnis/own-tools.ts'
import type { DerivedOf } from '../probe.ts'
import type { Configured, DatapathFacts, DatapathObservation } from './facts.ts'
import { forwardingPathOf } from './forwarding-path.ts'
import { nodeObservations } from './node-observations.ts'
import type { DatapathRecord, NodeState } from './record.ts'
import { serviceObservations } from './service-observations.ts'

/** What nodes and API show of the datapath, beside what is configured. */
export const datapathFacts = (
  record: DatapathRecord,
  variant: Pick<DerivedOf['variant'], 'cni' | 'configured'>,
): DatapathFacts => ({
  observations: [
    ...nodeObservations(record.nodes, variant),
    ...serviceObservations(record),
    ...record.facts.map((statement) => statementObservation(statement, variant.configured)),
  ],
  paths: record.nodes.map((state) => ({
    ...{ node: state.node, path: forwardingPathOf(state), protocol: state.entry?.protocol },
  })),
  programs: [...new Set(record.nodes.flatMap(programsOf))].sort(),
})

const programsOf = ({ bpf }: NodeState): readonly string[] =>
  (bpf?.pinned ?? []).flatMap((path) => path.split('/').at(-1) ?? [])

function statementObservation(statement: Statement, variant: Configured): DatapathObservation {
  const { by: topic, what, value: observed, excerpt, source } = statement
  const configured = configuredOf(statement, variant)
  return { topic, what, configured, observed, verdict: verdictOf(configured, observed), excerpt, source }
}

function verdictOf(configured: string | undefined, observed: string): DatapathObservation['verdict'] {
  if (observed === 'unknown') return 'unknown'
  if (configured === undefined) return 'informational'
  return configured === observed ? 'agrees' : 'differs'
}

/** With WireGuard the configured port is WireGuard's, not that of the tunnel inside it. */
function configuredOf({ about }: Statement, { encapsulation, encryption, tunnelPort }: Configured): string | undefined {
  switch (about) {
    case 'encapsulation':
      return encapsulation
    case 'encryption':
      return encryption ?? 'none'
    case 'tunnel-port':
      return tunnelPort === undefined || encryption === 'wireguard' ? undefined : String(tunnelPort)
    case undefined:
      return undefined
  }
}
