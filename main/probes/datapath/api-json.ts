import { z } from 'zod'
import { LabError } from '../../system/errors.ts'
import { checked, parseJson } from '../program-output.ts'
import { cnis } from '../../cnis/index.ts'
import type { Agent } from '../../cnis/profile.ts'
import type { ProbeContext } from '../probe.ts'

type Api = NonNullable<ProbeContext['cluster']['kubernetes']>

/** The API, which inspections with `needs: 'kubernetes'` have. @throws LabError `internal` */
export function apiOf({ cluster }: Pick<ProbeContext, 'cluster'>): Api {
  if (cluster.kubernetes) return cluster.kubernetes
  throw new LabError({
    code: 'internal',
    title: `Cannot inspect ${cluster.name}`,
    message: 'It has no Kubernetes API.',
  })
}

/** What a path of the API answers, kept under `part`; undefined where there is none. @throws LabError `unparsable-output` */
export async function getJson<T>(
  context: ProbeContext,
  part: string,
  path: string,
  schema: z.ZodType<T>,
): Promise<T | undefined> {
  const text = await getText(context, part, path)
  return text === undefined ? undefined : checked('The API server', text, parseJson('The API server', text), schema)
}

export async function getText(context: ProbeContext, part: string, path: string): Promise<string | undefined> {
  const { exitCode, stdout } = await context.record(part, ['kubectl', 'get', '--raw', path], async () => {
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

/** The CNI's agent, where one is known. */
export const agentOf = ({ cluster }: ProbeContext): Agent | undefined => cnis.find(cluster.variant.cni)?.agent

/** The agent's Pods, one a node. */
export async function agentPods(context: ProbeContext): Promise<readonly ListedPod[]> {
  const agent = agentOf(context)
  if (!agent) return []
  const path = `/api/v1/pods?labelSelector=${encodeURIComponent(agent.label)}`
  return (await getJson(context, 'agents', path, podListSchema))?.items ?? []
}
