import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import { getText } from '../kubernetes-api.ts'
import type { ProbeContext } from '../probe.ts'
import { checked, parseJson } from '../program-output.ts'
import { metadataSchema, type Metadata } from './ownership.ts'

/** Kinds that CNIs come with; what their controllers make of these (ReplicaSets, EndpointSlices, Leases) is not listed. */
export const kindPaths: Readonly<Record<string, string>> = {
  Namespace: '/api/v1/namespaces',
  ServiceAccount: '/api/v1/serviceaccounts',
  ConfigMap: '/api/v1/configmaps',
  Secret: '/api/v1/secrets',
  Service: '/api/v1/services',
  DaemonSet: '/apis/apps/v1/daemonsets',
  Deployment: '/apis/apps/v1/deployments',
  PodDisruptionBudget: '/apis/policy/v1/poddisruptionbudgets',
  Role: '/apis/rbac.authorization.k8s.io/v1/roles',
  RoleBinding: '/apis/rbac.authorization.k8s.io/v1/rolebindings',
  ClusterRole: '/apis/rbac.authorization.k8s.io/v1/clusterroles',
  ClusterRoleBinding: '/apis/rbac.authorization.k8s.io/v1/clusterrolebindings',
  ValidatingWebhookConfiguration: '/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations',
  CustomResourceDefinition: '/apis/apiextensions.k8s.io/v1/customresourcedefinitions',
}

const listSchema = z.object({ items: z.array(z.object({ metadata: metadataSchema })) })

/** Metadata of all objects of a kind. Only these are kept: Secrets hold keys, and definitions are long. */
export async function listMetadata(context: ProbeContext, kind: string, path: string): Promise<readonly Metadata[]> {
  const kept = await getText(context, `metadata of ${kind}`, path, (text) => JSON.stringify(readMetadata(text)))
  return kept === undefined
    ? []
    : checked('The API server', kept, parseJson('The API server', kept), z.array(metadataSchema))
}

/** @throws LabError `unparsable-output`, which does not show the text: it may hold keys */
export function readMetadata(text: string): readonly Metadata[] {
  const list = checked(
    'The API server',
    '(left out)',
    jsonOf(text) ?? parseJson('The API server', '(left out)'),
    listSchema,
  )
  return list.items.map(({ metadata }) => metadata)
}
