import { z } from 'zod'
import { cnis } from '../cnis/index.ts'
import type { CniProfile } from '../cnis/profile.ts'
import { LabError } from '../system/errors.ts'
import type { ProbeContext, RecordedOutput } from './probe.ts'
import { checked, parseJson } from './program-output.ts'

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

/** @param kept what is kept of the answer, where not all of it may be */
export async function getText(
  context: ProbeContext,
  part: string,
  path: string,
  kept = (answer: string): string => answer,
): Promise<string | undefined> {
  const { exitCode, stdout } = await context.record(part, ['kubectl', 'get', '--raw', path], async () => {
    const answer = await apiOf(context).get(path, context.signal)
    return answer === undefined
      ? { stdout: '', stderr: 'Not found (404).', exitCode: 1 }
      : { stdout: kept(answer), stderr: '', exitCode: 0 }
  })
  return exitCode === 0 ? stdout : undefined
}

const podListSchema = z.object({
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

/** What is known of the cluster's CNI; nothing of a person's own. */
export const profileOf = ({ cluster }: ProbeContext): Partial<CniProfile> => cnis.find(cluster.variant.cni) ?? {}

/** The Pods of the CNI's agent, one a node. */
export async function agentPods(context: ProbeContext): Promise<readonly ListedPod[]> {
  const { agent } = profileOf(context)
  if (!agent) return []
  const path = `/api/v1/pods?labelSelector=${encodeURIComponent(agent.label)}`
  return (await getJson(context, 'agents', path, podListSchema))?.items ?? []
}

/** Runs a command in the CNI's agent, beside what it does. */
export function inAgent(
  context: ProbeContext,
  { metadata: { namespace, name } }: ListedPod,
  part: string,
  argv: readonly string[],
): Promise<RecordedOutput> {
  const container = profileOf(context).agent?.container ?? ''
  const command = ['timeout', '-s', 'KILL', '15', ...argv]
  return context.record(part, command, () =>
    apiOf(context).exec({ namespace, pod: name, container }, command, { signal: context.signal }),
  )
}
