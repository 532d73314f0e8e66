import type { CniProfile } from '../profile.ts'
import { flannelTools } from './own-tools.ts'
import { flannelSources } from './sources.ts'
import { flannelHostGw } from './host-gw.ts'
import { flannelVxlan } from './vxlan.ts'
import { flannelWireguard } from './wireguard.ts'

/** Sources of labels and names: its manifest. It offers no metrics. */
export const flannel: CniProfile = {
  id: 'flannel',
  title: 'Flannel',
  colour: '#E69F00',
  agent: { label: 'app=flannel', container: 'kube-flannel' },
  tools: flannelTools,
  chains: ['FLANNEL', /^FLANNEL-/],
  marks: { name: /^(kube-)?flannel/, namespace: /^kube-flannel$/, label: ['k8s-app', /^flannel$/] },
  sources: flannelSources,
  version: (catalog) => flannelSources.of(catalog).version,
  variants: [flannelVxlan, flannelHostGw, flannelWireguard],
}
