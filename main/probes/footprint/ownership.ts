import { z } from 'zod'
import { cnis } from '../../cnis/index.ts'

export const metadataSchema = z.object({
  name: z.string(),
  namespace: z.string().optional(),
  labels: z.record(z.string(), z.string()).optional(),
  ownerReferences: z.array(z.object({ kind: z.string(), name: z.string() })).optional(),
})
export type Metadata = z.infer<typeof metadataSchema>

/** Kubernetes makes these in every namespace. */
const madeByKubernetes = /^(kube-root-ca\.crt|default)$/

/** Whether an object came with the CNI: by its name, its namespace, its label or its API group. */
export function isOf(cni: string, kind: string, { name, namespace = '', labels = {} }: Metadata): boolean {
  const marks = cnis.find(cni)?.marks
  if (!marks) return false
  const [key, value] = marks.label
  if (kind === 'CustomResourceDefinition') return marks.group?.test(name.slice(name.indexOf('.') + 1)) ?? false
  if (madeByKubernetes.test(name)) return false
  if (kind === 'Namespace') return marks.namespace?.test(name) ?? false
  return marks.name.test(name) || (marks.namespace?.test(namespace) ?? false) || value.test(labels[key] ?? '')
}
