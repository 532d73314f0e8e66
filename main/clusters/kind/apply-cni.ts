import { z } from 'zod'
import type { Manifest } from '../../cnis/recipe.ts'
import { LabError } from '../../system/errors.ts'
import { poll } from '../../system/poll.ts'
import type { KubernetesApi } from '../cluster.ts'

const definedTimeoutMs = 60_000
const pauseMs = 250

const definition = z.looseObject({
  kind: z.literal('CustomResourceDefinition'),
  spec: z.looseObject({ group: z.string(), names: z.looseObject({ kind: z.string() }) }),
})
const resources = z.looseObject({ resources: z.array(z.looseObject({ kind: z.string() })) })

type Client = Pick<KubernetesApi, 'apply' | 'get'>

/** Applies a CNI's objects; those of kinds that it defines itself come last, once the API server knows the kinds. */
export async function applyCni(client: Client, objects: readonly Manifest[], signal: AbortSignal): Promise<void> {
  const defined = new Set(objects.flatMap(definedKind))
  const isCustom = ({ apiVersion, kind }: Manifest) => defined.has(`${apiVersion.split('/')[0] ?? ''}/${kind}`)
  await client.apply(
    objects.filter((object) => !isCustom(object)),
    signal,
  )
  const custom = objects.filter(isCustom)
  if (custom.length === 0) return
  for (const object of custom) await untilKnown(client, object, signal)
  await client.apply(custom, signal)
}

function definedKind(object: Manifest): readonly string[] {
  const parsed = definition.safeParse(object)
  return parsed.success ? [`${parsed.data.spec.group}/${parsed.data.spec.names.kind}`] : []
}

async function untilKnown(client: Client, { apiVersion, kind }: Manifest, signal: AbortSignal): Promise<void> {
  const look = async () => (await isKnown(client, apiVersion, kind, signal)) || undefined
  if (await poll(look, { timeoutMs: definedTimeoutMs, pauseMs, signal })) return
  throw new LabError({
    code: 'not-ready',
    title: `Cannot apply the CNI’s ${kind}`,
    message: `the API server does not know ${apiVersion} ${kind} after ${String(definedTimeoutMs / 1000)} s.`,
  })
}

async function isKnown(client: Client, apiVersion: string, kind: string, signal: AbortSignal): Promise<boolean> {
  const answer = await client.get(`/apis/${apiVersion}`, signal)
  return answer !== undefined && resources.parse(JSON.parse(answer)).resources.some((each) => each.kind === kind)
}
