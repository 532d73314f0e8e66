import type { DatapathEvidence } from '../../../../main/findings/evidence/datapath.ts'
import type { EncryptionEvidence } from '../../../../main/findings/evidence/encryption.ts'
import type { Evidence } from '../../../../main/findings/evidence/evidence.ts'
import type { FootprintEvidence } from '../../../../main/findings/evidence/footprint.ts'
import { claimsCheck } from './some-claims.ts'
import { observabilityEvidence } from './some-observability.ts'
import { policyEvidence } from './some-policy.ts'
import { wireEvidence } from './some-wire.ts'
import { cniOf, kindVariants, tunnelOf } from './variants.ts'

export { claimsCheck } from './some-claims.ts'
export { observabilityEvidence } from './some-observability.ts'
export { policyCase, policyEvidence } from './some-policy.ts'
export { wireEvidence } from './some-wire.ts'
export { kindVariants } from './variants.ts'

/** What a whole run on kind shows, of all four variants or of those named. */
export const someEvidence = (change: Partial<Evidence> = {}, variants: readonly string[] = kindVariants): Evidence => ({
  policy: variants.map((variant) => policyEvidence(variant)),
  wire: variants.map((variant) => wireEvidence(variant)),
  datapath: variants.map((variant) => datapathEvidence(variant)),
  encryption: variants.map((variant) => encryptionEvidence(variant)),
  observability: variants.map((variant) => observabilityEvidence(variant)),
  footprint: variants.map((variant) => footprintEvidence(variant)),
  claims: claimsCheck(),
  gaps: [],
  ...change,
})

export function datapathEvidence(variant: string, change: Partial<DatapathEvidence> = {}): DatapathEvidence {
  const tunnel = tunnelOf(variant)
  const isEbpf = cniOf(variant) === 'cilium'
  return {
    variant,
    observations: [
      tunnel
        ? {
            topic: 'links',
            what: 'VXLAN device',
            configured: `VXLAN, UDP port ${String(tunnel.port)}`,
            observed: `${tunnel.device}, UDP port ${String(tunnel.port)}, MTU 1450`,
            verdict: 'agrees',
            excerpt: `9: ${tunnel.device}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1450 state UNKNOWN`,
            source: 'ip -d link show',
          }
        : {
            topic: 'routes',
            what: 'Route to the Pods of the other node',
            configured: 'routes via node addresses',
            observed: 'via 172.18.0.4 dev eth0',
            verdict: 'agrees',
            excerpt: '10.244.2.0/24 via 172.18.0.4 dev eth0',
            source: 'ip route',
          },
      {
        topic: 'services',
        what: 'kube-proxy mode',
        observed: 'iptables, 62 rules',
        verdict: 'informational',
        excerpt: '-A KUBE-SERVICES -d 10.96.0.1/32 -p tcp -j KUBE-SVC-NPX46M4PTMTKRN6Y',
        source: 'iptables-save -t nat',
      },
      ...(isEbpf
        ? [
            {
              topic: 'rules' as const,
              what: 'eBPF programs attached',
              observed: '11',
              verdict: 'informational' as const,
              excerpt: 'cilium/endpoints/479/links/cil_from_container',
              source: 'links in /sys/fs/bpf, tc filter on worker',
            },
          ]
        : []),
    ],
    paths: [],
    programs: isEbpf ? ['cil_from_container'] : [],
    sentence: tunnel
      ? `${variant} has the VXLAN device ${tunnel.device}.`
      : `${variant} routes to the other nodes' Pods via their addresses.`,
    ...change,
  }
}

export const encryptionEvidence = (variant: string, change: Partial<EncryptionEvidence> = {}): EncryptionEvidence => ({
  variant,
  configured: 'none',
  observed: 'clear',
  verdict: 'agrees',
  sentence: `${variant} was asked for no encryption, and Pod traffic between nodes was read in clear text.`,
  ...change,
})

export function footprintEvidence(variant: string, change: Partial<FootprintEvidence> = {}): FootprintEvidence {
  const footprint = countsOf(variant)
  return {
    variant,
    ...footprint,
    objectCount: Object.values(footprint.objects).reduce((sum, count) => sum + count, 0),
    imageBytes: footprint.images.reduce((sum, { bytes }) => sum + bytes, 0),
    sentence: `${variant} runs ${String(footprint.pods)} Pods.`,
    ...change,
  }
}

const mega = 1_000_000

type Counts = Omit<FootprintEvidence, 'variant' | 'objectCount' | 'imageBytes' | 'sentence'>

const countsOf = (variant: string): Counts =>
  new Map(Object.entries(footprints)).get(cniOf(variant)) ?? footprints.kindnet

const footprints: Readonly<Record<'kindnet' | 'flannel' | 'calico' | 'cilium', Counts>> = {
  kindnet: {
    objects: { ClusterRole: 1, ClusterRoleBinding: 1, DaemonSet: 1, ServiceAccount: 1 },
    crds: 0,
    pods: 3,
    containers: 3,
    images: [{ reference: 'docker.io/kindest/kindnetd:v20250512', bytes: 42 * mega }],
    memoryBytes: 38 * mega,
    readyMs: 11_000,
  },
  flannel: {
    objects: { ClusterRole: 1, ClusterRoleBinding: 1, ConfigMap: 1, DaemonSet: 1, Namespace: 1, ServiceAccount: 1 },
    crds: 0,
    pods: 3,
    containers: 3,
    images: [
      { reference: 'ghcr.io/flannel-io/flannel:v0.28.10', bytes: 34 * mega },
      { reference: 'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3', bytes: 4 * mega },
    ],
    memoryBytes: 54 * mega,
    readyMs: 16_000,
  },
  calico: {
    objects: {
      ClusterRole: 3,
      ClusterRoleBinding: 3,
      ConfigMap: 1,
      CustomResourceDefinition: 19,
      DaemonSet: 1,
      Deployment: 1,
      ServiceAccount: 3,
    },
    crds: 19,
    pods: 4,
    containers: 4,
    images: [
      { reference: 'docker.io/calico/node:v3.28.5', bytes: 118 * mega },
      { reference: 'docker.io/calico/cni:v3.28.5', bytes: 94 * mega },
      { reference: 'docker.io/calico/kube-controllers:v3.28.5', bytes: 36 * mega },
    ],
    memoryBytes: 391 * mega,
    readyMs: 42_000,
  },
  cilium: {
    objects: {
      ClusterRole: 2,
      ClusterRoleBinding: 2,
      ConfigMap: 2,
      CustomResourceDefinition: 14,
      DaemonSet: 1,
      Deployment: 1,
      Role: 3,
      RoleBinding: 3,
      Secret: 2,
      Service: 1,
      ServiceAccount: 2,
    },
    crds: 14,
    pods: 4,
    containers: 4,
    images: [
      { reference: 'quay.io/cilium/cilium:v1.20.2', bytes: 243 * mega },
      { reference: 'quay.io/cilium/operator-generic:v1.20.2', bytes: 39 * mega },
    ],
    memoryBytes: 612 * mega,
    readyMs: 58_000,
  },
}
