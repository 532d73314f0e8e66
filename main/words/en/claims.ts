import type { ClaimColumn, ClaimRow, ClaimVerdict, ProjectFact } from '../../findings/claims/claim.ts'

export const claimRowTitles: Readonly<Record<ClaimRow, string>> = {
  networking: 'Networking',
  policy: 'Network policy',
  performance: 'Performance',
  encryption: 'Encryption',
  observability: 'Observability',
  complexity: 'Complexity',
  'use-case': 'Use case',
}

export const cniTitles: Readonly<Record<ClaimColumn, string>> = {
  flannel: 'Flannel',
  calico: 'Calico',
  cilium: 'Cilium',
}

/** What comparisons of the three commonly say, shortened. */
export const publishedClaims: Readonly<Record<ClaimRow, Readonly<Record<ClaimColumn, string>>>> = {
  networking: {
    flannel: 'An overlay: VXLAN over UDP.',
    calico: 'BGP and native routing, VXLAN, IP-in-IP.',
    cilium: 'A datapath of eBPF.',
  },
  policy: { flannel: 'Limited.', calico: 'Full NetworkPolicy.', cilium: 'From layer 3 to layer 7.' },
  performance: { flannel: 'Basic.', calico: 'High, with an eBPF option.', cilium: 'Highest, by eBPF.' },
  encryption: { flannel: 'None.', calico: 'IPsec.', cilium: 'Transparent: WireGuard or IPsec.' },
  observability: { flannel: 'Minimal.', calico: 'Metrics and logs.', cilium: 'Hubble.' },
  complexity: { flannel: 'Low.', calico: 'Medium.', cilium: 'Highest.' },
  'use-case': {
    flannel: 'Small and simple clusters.',
    calico: 'Large clusters that need policy.',
    cilium: 'Security and observability at scale.',
  },
}

export const claimVerdictTitles: Readonly<Record<ClaimVerdict, string>> = {
  confirmed: 'confirmed',
  partly: 'confirmed in part',
  refuted: 'refuted',
  'not-testable': 'not testable here',
  'not-tested': 'not tested',
}

/** What a project itself says, and where. */
export const projectFacts: Readonly<Record<ProjectFact, string>> = {
  'flannel-backends': 'Flannel, Documentation/backends.md: wireguard is a recommended backend; ipsec is experimental.',
  'flannel-add-on':
    'Flannel, chart/kube-flannel: netpol.enabled adds kube-network-policies, another project’s program; it is off.',
  'calico-wireguard':
    'Calico, FelixConfiguration: wireguardEnabled is there, nothing for IPsec; felix/config/metadata.go calls its one IPsec setting a leftover of tests.',
  'calico-whisker': 'Calico 3.30 and later bring flows, too, by Goldmane and Whisker with the operator.',
}
