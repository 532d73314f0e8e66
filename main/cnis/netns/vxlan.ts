import { ethernetMtu, type NetnsVariant } from './datapath.ts'

/** Outer IPv4 (20) and UDP (8), VXLAN (8), inner Ethernet (14): RFC 7348, section 5. */
const vxlanOverhead = 50
/** Flannel's defaults for both: the VNI of its documentation and the port that the Linux kernel uses. */
const flannelVni = 1
const linuxVxlanPort = 8472

/** One tunnel device a node, peers told once: as Flannel builds it. */
export const netnsVxlan: NetnsVariant = {
  id: 'netns/vxlan',
  cni: 'netns',
  runtime: 'netns',
  title: 'Kernel reference: VXLAN (no CNI)',
  isDefault: true,
  needs: ['vxlan'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: linuxVxlanPort,
    datapath: "reference of the kernel alone, without a CNI: VXLAN with static FDB and ARP entries, Flannel's recipe",
  },
  datapath: { kind: 'vxlan', mtu: ethernetMtu - vxlanOverhead, vni: flannelVni, port: linuxVxlanPort },
}
