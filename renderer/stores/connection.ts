import { tryOnScopeDispose } from '@vueuse/core'
import { defineStore } from 'pinia'
import { markRaw, shallowRef, watch } from 'vue'
import type { EventName, Events } from '../../main/api/contract.ts'
import { createLabLink, type LinkState, type Wire } from '../composables/lab-link.ts'

/** The way to the lab service. `epoch` counts connections: with each, every mirror of the service reads its snapshot again. */
export const useConnection = defineStore('connection', () => {
  const state = shallowRef<LinkState>('connecting')
  const epoch = shallowRef(0)
  /** The address of another machine's lab, when the desktop window is attached to one. */
  const attachedTo = shallowRef<string | null>(null)
  const link = createLabLink((next) => {
    state.value = next
    if (next === 'connected') epoch.value++
  })

  function start(wire: Wire): void {
    link.start(wire)
  }

  /** For as long as the component or store lives that asks for it. */
  function onEvent<K extends EventName>(name: K, listener: (payload: Events[K]) => void): void {
    tryOnScopeDispose(
      link.onEvents((events) => {
        for (const event of events) if (event.name === name) listener(event.payload as Events[K])
      }),
    )
  }

  /** Now, if there is a connection, and whenever there is a new one. */
  function onEachConnection(listener: () => void): void {
    watch(
      epoch,
      (count) => {
        if (count > 0) listener()
      },
      { immediate: true, flush: 'sync' },
    )
  }

  return { state, epoch, attachedTo, client: markRaw(link.client), start, onEvent, onEachConnection }
})
