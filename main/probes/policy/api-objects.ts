import { z } from 'zod'
import type { KubernetesApi } from '../../clusters/cluster.ts'

/** What a path of the API answers; undefined where there is nothing. */
export async function objectAt<T>(
  kubernetes: KubernetesApi,
  path: string,
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<T | undefined> {
  const text = await kubernetes.get(path, signal)
  return text === undefined ? undefined : schema.parse(JSON.parse(text))
}

/** Everything in the list that a path of the API answers. */
export const itemsAt = async <T>(
  kubernetes: KubernetesApi,
  path: string,
  item: z.ZodType<T>,
  signal: AbortSignal,
): Promise<readonly T[]> => (await objectAt(kubernetes, path, z.object({ items: z.array(item) }), signal))?.items ?? []

const named = z.object({ metadata: z.object({ name: z.string() }) })

/** Names of the objects in such a list. */
export const namesAt = async (kubernetes: KubernetesApi, path: string, signal: AbortSignal) =>
  (await itemsAt(kubernetes, path, named, signal)).map(({ metadata }) => metadata.name)
