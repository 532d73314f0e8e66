import type { KubeClient } from '../../../../main/clusters/kubernetes/client.ts'

type OnEvent = (phase: string, object: object) => void
/** What one watch does: tells events, and may end itself. */
export type FakeWatch = (tell: OnEvent, end: (error?: unknown) => void) => void

export interface FakeClient extends KubeClient {
  readonly watched: { path: string; query: Record<string, string> }[]
  readonly aborted: number
}

/** A client whose watches do, one after the other, what is told here; the last of them again and again. */
export function clientThatDoes(...watches: readonly FakeWatch[]): FakeClient {
  const watched: FakeClient['watched'] = []
  const state = { aborted: 0 }
  const watch = (path: string, query: Record<string, string>, tell: OnEvent, end: (error?: unknown) => void) => {
    const act = watches[Math.min(watched.length, watches.length - 1)]
    watched.push({ path, query })
    queueMicrotask(() => act?.(tell, end))
    return Promise.resolve({
      abort: () => {
        state.aborted += 1
      },
    })
  }
  return {
    watch: { watch },
    watched,
    get aborted() {
      return state.aborted
    },
  } as unknown as FakeClient
}

export const clientThatSees = (objects: readonly object[]): FakeClient =>
  clientThatDoes((tell) => {
    for (const object of objects) tell('ADDED', object)
  })
