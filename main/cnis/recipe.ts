import type { Catalog, Source } from './catalog.ts'
import type { IpFamily } from '../experiment/ip-family.ts'
import type { Json } from '../system/json.ts'
import type { Variant } from './variant.ts'

export type { IpFamily, Json }

/** A Kubernetes object as manifests hold it; only what recipes look at is typed. */
export interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly metadata: {
    readonly name: string
    readonly namespace?: string
    readonly labels?: Readonly<Record<string, string>>
  }
  readonly [field: string]: unknown
}

/** How a CNI gets into a cluster. It counts as there when every workload that this brings is rolled out. */
export type Install =
  /** It is the runtime's own, made with the cluster. */
  | { readonly by: 'runtime'; readonly rollouts: readonly Rollout[] }
  | {
      readonly by: 'manifest'
      readonly source: Source
      readonly patch: (objects: readonly Manifest[]) => readonly Manifest[]
    }
  | {
      readonly by: 'chart'
      readonly source: Source
      readonly release: string
      readonly namespace: string
      readonly values: (cluster: { readonly name: string }) => Readonly<Record<string, Json>>
      /** Objects that the chart's need and do not bring; made anew for each cluster, so that secrets are its own. */
      readonly beside?: () => readonly Manifest[]
    }

/** A workload to wait for. */
export interface Rollout {
  readonly kind: 'DaemonSet' | 'Deployment'
  readonly namespace: string
  readonly name: string
}

/** Everything that makes one kind cluster of a variant; the same recipe gives the same cluster. */
export interface Recipe {
  readonly cniVersion: string
  readonly install: Install
  /** Programs of the CNI project that must lie in each node's /opt/cni/bin before. */
  readonly nodePlugins: readonly string[]
  /** Kernel modules each node loads before, where the host does not have them loaded yet. */
  readonly nodeModules: readonly string[]
}

export interface KindVariant extends Variant {
  readonly recipe: (catalog: Catalog, ipFamily: IpFamily) => Recipe
}

/** A variant with a recipe, for the runtime that makes clusters by recipes. */
export const kindVariant = (variant: Omit<KindVariant, 'runtime'>): KindVariant => ({ ...variant, runtime: 'kind' })

/** Pod and Service addresses of every cluster of the lab (kind's defaults, stated). */
export const podSubnet = '10.244.0.0/16'
export const serviceSubnet = '10.96.0.0/16'
export const podSubnetIpv6 = 'fd00:10:244::/56'
export const serviceSubnetIpv6 = 'fd00:10:96::/112'
