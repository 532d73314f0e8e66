import { z } from 'zod'
import type { InspectionContext } from '../inspection.ts'

type Cni = InspectionContext['cluster']['variant']['cni']

export const metadataSchema = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).optional(),
})
export type Metadata = z.infer<typeof metadataSchema>

interface Marks {
  readonly name: RegExp
  readonly namespace: RegExp
  readonly label: readonly [key: string, value: RegExp]
  /** API group of its own kinds: that of a definition is in its name. */
  readonly group: RegExp
}

// Matches no text, the empty one neither: objects without a namespace have that.
const nothing = /(?!)/

/** What tells a CNI's objects from others. Sources: the projects' manifests and chart. */
const marks: Readonly<Record<Exclude<Cni, 'netns'>, Marks>> = {
  kindnet: { name: /^kindnet/, namespace: nothing, label: ['app', /^kindnet$/], group: nothing },
  flannel: {
    name: /^(kube-)?flannel/,
    namespace: /^kube-flannel$/,
    label: ['k8s-app', /^flannel$/],
    group: nothing,
  },
  calico: {
    name: /^(calico|tigera)/,
    namespace: /^(calico-|tigera-)/,
    label: ['k8s-app', /^calico-/],
    group: /(^|\.)projectcalico\.org$|(^|\.)tigera\.io$/,
  },
  cilium: {
    name: /^(cilium|hubble)/,
    namespace: /^cilium-/,
    label: ['app.kubernetes.io/part-of', /^cilium$/],
    group: /(^|\.)cilium\.io$/,
  },
}

/** Kubernetes makes these in every namespace. */
const madeByKubernetes = /^(kube-root-ca\.crt|default)$/

/** Whether an object came with the CNI: by its name, its namespace, its label or its API group. */
export function isOf(
  cni: Exclude<Cni, 'netns'>,
  kind: string,
  { name, namespace = '', labels = {} }: Metadata,
): boolean {
  const { label, ...of } = marks[cni]
  if (kind === 'CustomResourceDefinition') return of.group.test(name.slice(name.indexOf('.') + 1))
  if (madeByKubernetes.test(name)) return false
  if (kind === 'Namespace') return of.namespace.test(name)
  return of.name.test(name) || of.namespace.test(namespace) || label[1].test(labels[label[0]] ?? '')
}
