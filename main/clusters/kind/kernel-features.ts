import { kernelFeatureIds, type KernelFeature } from '../../cnis/variant.ts'
import type { Engine } from './engine.ts'

interface Feature {
  /** As people call it. */
  readonly name: string
  /** A shell command that succeeds where the kernel has it; run in a privileged container of the node image. */
  readonly check: string
  /** Modules that bring it; none where it is built in or absent. */
  readonly modules: readonly string[]
}

/** ESP as Cilium sets it up: the AEAD of RFC 4106, which needs XFRM, ESP and the kernel's AES-GCM together. */
const addState = `ip xfrm state add src 127.0.0.1 dst 127.0.0.2 proto esp spi 0x1 mode tunnel aead 'rfc4106(gcm(aes))' 0x${'0'.repeat(40)} 128`

export const kernelFeatures: Readonly<Record<KernelFeature, Feature>> = {
  vxlan: { name: 'vxlan', check: 'ip link add cnilab0 type vxlan id 1 dstport 8472', modules: ['vxlan'] },
  br_netfilter: {
    name: 'br_netfilter',
    check: 'test -e /proc/sys/net/bridge/bridge-nf-call-iptables || modprobe br_netfilter',
    modules: ['br_netfilter'],
  },
  bpf: { name: 'the bpf file system', check: 'mount -t bpf bpf /mnt', modules: [] },
  ip_set: {
    name: 'ip_set',
    check: 'iptables -A INPUT -m set --match-set cnilab src 2>&1 | grep -q "doesn.t exist"',
    modules: ['ip_set', 'xt_set'],
  },
  wireguard: { name: 'WireGuard', check: 'ip link add cnilab1 type wireguard', modules: ['wireguard'] },
  esp: { name: 'IPsec ESP with AES-GCM', check: addState, modules: ['xfrm_user', 'esp4'] },
}

export const namesOf = (features: readonly KernelFeature[]): readonly string[] =>
  features.map((feature) => kernelFeatures[feature].name)

export const modulesOf = (features: readonly KernelFeature[]): readonly string[] =>
  features.flatMap((feature) => kernelFeatures[feature].modules)

/**
 * Asks the kernel that containers run on, which is not this machine's where the engine has a virtual machine: everything, in one
 * container.
 */
export async function lackingFeatures(
  engine: Engine,
  nodeImage: string,
  signal: AbortSignal,
): Promise<ReadonlySet<KernelFeature>> {
  const checks = kernelFeatureIds.map(
    (feature) => `( ${kernelFeatures[feature].check} ) >/dev/null 2>&1 && echo ${feature}`,
  )
  const script = [...checks, 'true'].join('\n')
  const args = ['run', '--rm', '--privileged', '--network', 'none', '--entrypoint', 'sh', nodeImage, '-c', script]
  const { stdout } = await engine.run(args, { signal, timeoutMs: 60_000, doing: 'ask the kernel what it can do' })
  const present = new Set(stdout.split('\n'))
  return new Set(kernelFeatureIds.filter((feature) => !present.has(feature)))
}
