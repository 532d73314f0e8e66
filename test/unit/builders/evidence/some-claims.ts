import type { ClaimsCheck } from '../../../../main/findings/evidence/claims.ts'

/** Six cells with every verdict that there is. */
export const claimsCheck = (change: Partial<ClaimsCheck> = {}): ClaimsCheck => ({
  rows: [
    { id: 'networking', title: 'Networking' },
    { id: 'encryption', title: 'Encryption' },
  ],
  columns: [
    { id: 'flannel', title: 'Flannel' },
    { id: 'calico', title: 'Calico' },
    { id: 'cilium', title: 'Cilium' },
  ],
  cells: [
    {
      row: 'networking',
      column: 'flannel',
      claim: 'A VXLAN overlay over UDP',
      verdict: 'confirmed',
      because: 'flannel/vxlan sends packets between nodes in VXLAN to UDP port 8472.',
      links: [{ part: 'wire', variant: 'flannel/vxlan', text: 'Packets between nodes of flannel/vxlan' }],
    },
    {
      row: 'networking',
      column: 'calico',
      claim: 'BGP and native routing, VXLAN, IP-in-IP',
      verdict: 'partly',
      because: 'VXLAN is shown. BGP and IP-in-IP take variants that are not in this run.',
      links: [{ part: 'wire', variant: 'calico/vxlan', text: 'Packets between nodes of calico/vxlan' }],
    },
    {
      row: 'networking',
      column: 'cilium',
      claim: 'An eBPF datapath',
      verdict: 'not-tested',
      because: 'This run did not look at the datapath of Cilium.',
      links: [],
    },
    {
      row: 'encryption',
      column: 'flannel',
      claim: 'No encryption',
      verdict: 'refuted',
      because: 'Flannel has a WireGuard backend.',
      links: [{ part: 'project', text: 'Flannel, Documentation/backends.md' }],
    },
    {
      row: 'encryption',
      column: 'calico',
      claim: 'IPsec',
      verdict: 'refuted',
      because: 'Calico offers WireGuard, not IPsec.',
      links: [{ part: 'project', text: 'Calico documentation, Encrypt in-cluster pod traffic' }],
    },
    {
      row: 'encryption',
      column: 'cilium',
      claim: 'Transparent encryption by WireGuard or IPsec',
      verdict: 'not-testable',
      because: 'The kernel has neither WireGuard nor ESP.',
      links: [],
    },
  ],
  ...change,
})
