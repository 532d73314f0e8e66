import type { CniProfile } from '../profile.ts'
import { flannelHostGw } from './host-gw.ts'
import { flannelVxlan } from './vxlan.ts'
import { flannelWireguard } from './wireguard.ts'

/** Sources of labels and names: its manifest. It offers no metrics. */
export const flannel: CniProfile = {
  id: 'flannel',
  title: 'Flannel',
  colour: '#E69F00',
  agent: { label: 'app=flannel', container: 'kube-flannel' },
  marks: { name: /^(kube-)?flannel/, namespace: /^kube-flannel$/, label: ['k8s-app', /^flannel$/] },
  version: ({ flannel }) => flannel.version,
  variants: [flannelVxlan, flannelHostGw, flannelWireguard],
}
