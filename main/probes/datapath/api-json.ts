import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import { checked, parseJson } from '../program-output.ts'
import type { InspectionContext } from '../inspection.ts'

type Api = NonNullable<InspectionContext['cluster']['kubernetes']>

/** The API, which inspections with `needs: 'kubernetes'` have. @throws LabError `internal` */
export function apiOf({ cluster }: Pick<InspectionContext, 'cluster'>): Api {
  if (cluster.kubernetes) return cluster.kubernetes
  throw new LabError({
    code: 'internal',
    title: `Cannot inspect ${cluster.name}`,
    message: 'It has no Kubernetes API.',
  })
}

/** What a path of the API answers, kept under `part`; undefined where there is none. @throws LabError `unparsable-output` */
export async function getJson<T>(
  context: InspectionContext,
  part: string,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const text = await getText(context, part, path)
  return text === undefined ? undefined : checked('The API server', text, parseJson('The API server', text), schema)
}

export async function getText(context: InspectionContext, part: string, path: string): Promise<string | undefined> {
  const { exitCode, stdout } = await context.keep(part, ['kubectl', 'get', '--raw', path], async () => {
    const answer = await apiOf(context).get(path, context.signal)
    return answer === undefined
      ? { stdout: '', stderr: 'Not found (404).', exitCode: 1 }
      : { stdout: answer, stderr: '', exitCode: 0 }
  })
  return exitCode === 0 ? stdout : undefined
}

export const podListSchema = z.object({
  items: z.array(
    z.object({
      metadata: z.object({ name: z.string(), namespace: z.string() }),
      spec: z.object({ nodeName: z.string().optional(), containers: z.array(z.object({ name: z.string() })) }),
      status: z.object({
        phase: z.string().optional(),
        podIP: z.string().optional(),
        containerStatuses: z.array(z.object({ name: z.string(), ready: z.boolean() })).default([]),
      }),
    }),
  ),
})
export type ListedPod = z.infer<typeof podListSchema>['items'][number]

type Cni = InspectionContext['cluster']['variant']['cni']

/** What the Pods of the agent that runs on every node are labelled with, and its container. Sources: the projects' manifests and chart. */
export const agents: Readonly<Record<Exclude<Cni, 'netns'>, { readonly label: string; readonly container: string }>> = {
  kindnet: { label: 'app=kindnet', container: 'kindnet-cni' },
  flannel: { label: 'app=flannel', container: 'kube-flannel' },
  calico: { label: 'k8s-app=calico-node', container: 'calico-node' },
  cilium: { label: 'k8s-app=cilium', container: 'cilium-agent' },
}

/** The agent's Pods, one a node. */
export async function agentPods(context: InspectionContext): Promise<readonly ListedPod[]> {
  const { cni } = context.cluster.variant
  if (cni === 'netns') return []
  const path = `/api/v1/pods?labelSelector=${encodeURIComponent(agents[cni].label)}`
  return (await getJson(context, 'agents', path, podListSchema))?.items ?? []
}
