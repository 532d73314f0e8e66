import type { KubernetesApi } from '../../../../main/clusters/cluster.ts'

type Answer = readonly object[] | Error | undefined

export interface FakeClient extends Pick<KubernetesApi, 'get'> {
  readonly asked: string[]
}

/** An API server whose answers are these objects, or failures, one after the other; the last of them again and again. */
export function clientThatAnswers(...answers: readonly Answer[]): FakeClient {
  const asked: string[] = []
  return {
    asked,
    get: (path) => {
      const items = answers[Math.min(asked.length, answers.length - 1)]
      asked.push(path)
      return items instanceof Error ? Promise.reject(items) : Promise.resolve(items && JSON.stringify({ items }))
    },
  }
}

export const clientThatSees = (objects: readonly object[]): FakeClient => clientThatAnswers(objects)
