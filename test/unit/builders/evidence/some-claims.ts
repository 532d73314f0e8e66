import type { ClaimsCheck } from '../../../../main/findings/evidence/claims.ts'

/** Six cells with every verdict that there is. */
export const claimsCheck = (change: Partial<ClaimsCheck> = {}): ClaimsCheck => ({
  rows: ['networking', 'encryption'],
  columns: ['flannel', 'calico', 'cilium'],
  cells: [
    {
      row: 'networking',
      column: 'flannel',
      verdict: 'confirmed',
      reason: { code: 'vxlan-seen', variant: 'flannel/vxlan', port: 8472, without: [] },
      links: [{ part: 'wire', variant: 'flannel/vxlan' }],
    },
    {
      row: 'networking',
      column: 'calico',
      verdict: 'partly',
      reason: {
        code: 'modes-seen',
        seen: ['vxlan'],
        missing: [
          { mode: 'bgp', variant: 'calico/bgp' },
          { mode: 'ipip', variant: 'calico/ipip' },
        ],
      },
      links: [{ part: 'wire', variant: 'calico/vxlan' }],
    },
    {
      row: 'networking',
      column: 'cilium',
      verdict: 'not-tested',
      reason: { code: 'no-result', part: 'datapath', cni: 'cilium' },
      links: [],
    },
    {
      row: 'encryption',
      column: 'flannel',
      verdict: 'refuted',
      reason: { code: 'project-encryption', cni: 'flannel', encrypted: [], clear: [] },
      links: [{ part: 'project', fact: 'flannel-backends' }],
    },
    {
      row: 'encryption',
      column: 'calico',
      verdict: 'refuted',
      reason: { code: 'project-encryption', cni: 'calico', encrypted: [], clear: [] },
      links: [{ part: 'project', fact: 'calico-wireguard' }],
    },
    {
      row: 'encryption',
      column: 'cilium',
      verdict: 'not-testable',
      reason: { code: 'kernel-lacks', lacking: ['wireguard', 'ipsec'] },
      links: [],
    },
  ],
  ...change,
})
