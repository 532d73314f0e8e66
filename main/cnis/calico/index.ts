import type { CniProfile } from '../profile.ts'
import { calicoTools } from './own-tools.ts'
import { calicoSources } from './sources.ts'
import { calicoBgp } from './bgp.ts'
import { calicoVxlanWireguard } from './vxlan-wireguard.ts'
import { calicoVxlan } from './vxlan.ts'

/** Sources of labels, names and the port: its manifests and documentation. */
export const calico: CniProfile = {
  id: 'calico',
  title: 'Calico',
  colour: '#D55E00',
  agent: { label: 'k8s-app=calico-node', container: 'calico-node', metricsPort: 9091 },
  tools: calicoTools,
  devices: { ofPods: /^cali/ },
  chains: ['cali', /^cali/],
  marks: {
    name: /^(calico|tigera)/,
    namespace: /^(calico-|tigera-)/,
    label: ['k8s-app', /^calico-/],
    group: /(^|\.)projectcalico\.org$|(^|\.)tigera\.io$/,
  },
  sources: calicoSources,
  version: (catalog) => calicoSources.of(catalog).version,
  variants: [calicoVxlan, calicoBgp, calicoVxlanWireguard],
}
