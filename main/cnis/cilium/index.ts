import type { CniProfile } from '../profile.ts'
import { ciliumTools } from './own-tools.ts'
import { ciliumSources } from './sources.ts'
import { ciliumNative } from './native.ts'
import { ciliumVxlanIpsec } from './vxlan-ipsec.ts'
import { ciliumVxlanWireguard } from './vxlan-wireguard.ts'
import { ciliumVxlan } from './vxlan.ts'

/** Sources of labels, names and the port: its chart and documentation. */
export const cilium: CniProfile = {
  id: 'cilium',
  title: 'Cilium',
  colour: '#0072B2',
  agent: { label: 'k8s-app=cilium', container: 'cilium-agent', metricsPort: 9962 },
  tools: ciliumTools,
  devices: { ofPods: /^lxc/, ofNode: /^cilium_(host|net)$/ },
  chains: ['CILIUM', /^CILIUM_/],
  marks: {
    name: /^(cilium|hubble)/,
    namespace: /^cilium-/,
    label: ['app.kubernetes.io/part-of', /^cilium$/],
    group: /(^|\.)cilium\.io$/,
  },
  sources: ciliumSources,
  version: (catalog) => ciliumSources.of(catalog).version,
  variants: [ciliumVxlan, ciliumNative, ciliumVxlanWireguard, ciliumVxlanIpsec],
}
