import type { ClaimColumn, ClaimRow, ClaimsCheck } from '../evidence/claims.ts'

export const claimRows: ClaimsCheck['rows'] = [
  { id: 'networking', title: 'Networking' },
  { id: 'policy', title: 'Network policy' },
  { id: 'performance', title: 'Performance' },
  { id: 'encryption', title: 'Encryption' },
  { id: 'observability', title: 'Observability' },
  { id: 'complexity', title: 'Complexity' },
  { id: 'use-case', title: 'Use case' },
]

export const claimColumns: ClaimsCheck['columns'] = [
  { id: 'flannel', title: 'Flannel' },
  { id: 'calico', title: 'Calico' },
  { id: 'cilium', title: 'Cilium' },
]

/** What comparisons of the three commonly say, shortened. */
export const publishedClaims: Readonly<Record<ClaimRow, Readonly<Record<ClaimColumn, string>>>> = {
  networking: {
    flannel: 'An overlay: VXLAN over UDP.',
    calico: 'BGP and native routing, VXLAN, IP-in-IP.',
    cilium: 'A datapath of eBPF.',
  },
  policy: {
    flannel: 'Limited.',
    calico: 'Full NetworkPolicy.',
    cilium: 'From layer 3 to layer 7.',
  },
  performance: {
    flannel: 'Basic.',
    calico: 'High, with an eBPF option.',
    cilium: 'Highest, by eBPF.',
  },
  encryption: {
    flannel: 'None.',
    calico: 'IPsec.',
    cilium: 'Transparent: WireGuard or IPsec.',
  },
  observability: {
    flannel: 'Minimal.',
    calico: 'Metrics and logs.',
    cilium: 'Hubble.',
  },
  complexity: {
    flannel: 'Low.',
    calico: 'Medium.',
    cilium: 'Highest.',
  },
  'use-case': {
    flannel: 'Small and simple clusters.',
    calico: 'Large clusters that need policy.',
    cilium: 'Security and observability at scale.',
  },
}
