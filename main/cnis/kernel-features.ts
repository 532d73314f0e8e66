interface Feature {
  /** As people call it. */
  readonly title: string
  /** A shell command that succeeds where the kernel has it; run with all rights, in a network namespace that ends with it. */
  readonly check: string
  /** Modules that bring it; none where it is built in or absent. */
  readonly modules: readonly string[]
}

/** ESP as Cilium sets it up: the AEAD of RFC 4106, which needs XFRM, ESP and the kernel's AES-GCM together. */
const addState = `ip xfrm state add src 127.0.0.1 dst 127.0.0.2 proto esp spi 0x1 mode tunnel aead 'rfc4106(gcm(aes))' 0x${'0'.repeat(40)} 128`

/** Everything of a kernel that datapaths are built from. */
export const kernelFeatures = {
  vxlan: { title: 'vxlan', check: 'ip link add cnilab0 type vxlan id 1 dstport 8472', modules: ['vxlan'] },
  br_netfilter: {
    title: 'br_netfilter',
    check: 'test -e /proc/sys/net/bridge/bridge-nf-call-iptables || modprobe br_netfilter',
    modules: ['br_netfilter'],
  },
  bpf: { title: 'the bpf file system', check: 'mount -t bpf bpf /mnt', modules: [] },
  ip_set: {
    title: 'ip_set',
    check: 'iptables -A INPUT -m set --match-set cnilab src 2>&1 | grep -q "doesn.t exist"',
    modules: ['ip_set', 'xt_set'],
  },
  wireguard: { title: 'WireGuard', check: 'ip link add cnilab1 type wireguard', modules: ['wireguard'] },
  esp: { title: 'IPsec ESP with AES-GCM', check: addState, modules: ['xfrm_user', 'esp4'] },
} as const satisfies Readonly<Record<string, Feature>>

export type KernelFeature = keyof typeof kernelFeatures

export const kernelFeatureIds = Object.keys(kernelFeatures) as readonly KernelFeature[]

export const namesOf = (features: readonly KernelFeature[]): readonly string[] =>
  features.map((feature) => kernelFeatures[feature].title)

export const modulesOf = (features: readonly KernelFeature[]): readonly string[] =>
  features.flatMap((feature) => kernelFeatures[feature].modules)
