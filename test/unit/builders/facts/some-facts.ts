import { datapath } from '../../../../main/probes/datapath/datapath.ts'
import type { DatapathFacts } from '../../../../main/probes/datapath/facts.ts'
import type { FootprintFacts } from '../../../../main/probes/footprint/facts.ts'
import { footprint } from '../../../../main/probes/footprint/footprint.ts'
import type { ObservabilityFacts } from '../../../../main/probes/observability/facts.ts'
import { observability } from '../../../../main/probes/observability/observability.ts'
import type { PolicyFacts } from '../../../../main/probes/policy/facts.ts'
import { policy } from '../../../../main/probes/policy/policy.ts'
import type { VariantFacts } from '../../../../main/probes/probe.ts'
import type { Encryption, WireFacts } from '../../../../main/probes/wire/facts.ts'
import { wire } from '../../../../main/probes/wire/wire.ts'
import type { ProbeFacts } from '../../../../main/findings/facts.ts'
import { observabilityFacts } from './some-observability.ts'
import { policyFacts } from './some-policy.ts'
import { cniOf, kindVariants, tunnelOf } from './variants.ts'

export { observabilityFacts } from './some-observability.ts'
export { policyCase, policyFacts } from './some-policy.ts'
export { kindVariants } from './variants.ts'

/** What each probe showed, of the variants that it was read of. */
export interface Shown {
  readonly policy: readonly VariantFacts<PolicyFacts>[]
  readonly wire: readonly VariantFacts<WireFacts>[]
  readonly datapath: readonly VariantFacts<DatapathFacts>[]
  readonly observability: readonly VariantFacts<ObservabilityFacts>[]
  readonly footprint: readonly VariantFacts<FootprintFacts>[]
}

/** What a whole run on kind shows, of all four variants or of those named. */
export const someShown = (change: Partial<Shown> = {}, variants: readonly string[] = kindVariants): Shown => ({
  policy: variants.map((variant) => policyFacts(variant)),
  wire: variants.map((variant) => wireFacts(variant)),
  datapath: variants.map((variant) => datapathFacts(variant)),
  observability: variants.map((variant) => observabilityFacts(variant)),
  footprint: variants.map((variant) => footprintFacts(variant)),
  ...change,
})

const probes = { policy, wire, datapath, observability, footprint }

/** The same as findings have it. */
export const asFacts = (shown: Shown): readonly ProbeFacts[] =>
  Object.values(probes).map(({ id }) => ({ probe: id, variants: shown[id as keyof Shown] }))

export const datapathFacts = (variant: string, change: Partial<DatapathFacts> = {}): VariantFacts<DatapathFacts> => ({
  variant,
  facts: {
    observations: [],
    paths: [],
    programs: cniOf(variant) === 'cilium' ? ['cil_from_container'] : [],
    ...change,
  },
})

/** A VXLAN tunnel with the marker readable in it, or plain routing for kindnet. */
export function wireFacts(variant: string, change: Partial<WireFacts> = {}): VariantFacts<WireFacts> {
  const tunnel = tunnelOf(variant)
  const facts: WireFacts = {
    problems: [],
    paths: [],
    encapsulation: tunnel ? { kind: 'vxlan', port: tunnel.port, vni: tunnel.vni } : { kind: 'none' },
    marker: 'readable',
    sameNodeStays: true,
    encryption: { configured: 'none', observed: 'clear', verdict: 'agrees' },
    captures: [],
    ...change,
  }
  return { variant, facts }
}

/** In clear text, as configured, unless told otherwise. */
export const withEncryption = (variant: string, change: Partial<Encryption> = {}): VariantFacts<WireFacts> =>
  wireFacts(variant, { encryption: { configured: 'none', observed: 'clear', verdict: 'agrees', ...change } })

export function footprintFacts(variant: string, change: Partial<FootprintFacts> = {}): VariantFacts<FootprintFacts> {
  const counts = countsOf(variant)
  const objectCount = Object.values(counts.objects).reduce((sum, count) => sum + count, 0)
  const imageBytes = counts.images.reduce((sum, { bytes }) => sum + bytes, 0)
  return { variant, facts: { ...counts, objectCount, imageBytes, ...change } }
}

const mega = 1_000_000

type Counts = Omit<FootprintFacts, 'objectCount' | 'imageBytes'>

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
