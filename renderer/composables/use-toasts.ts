import { shallowRef, type ShallowRef } from 'vue'
import type { Tone } from '../components/ui/tone.ts'

export interface Toast {
  readonly title: string
  readonly text?: string
  readonly tone: Tone
  readonly action?: { readonly label: string; readonly run: () => void }
}

export type ShownToast = Toast & { readonly id: number }

const shown = shallowRef<readonly ShownToast[]>([])
let nextId = 1

/** Short messages in the corner. */
export const useToasts = (): {
  readonly shown: Readonly<ShallowRef<readonly ShownToast[]>>
  readonly show: (toast: Toast) => void
  readonly dismiss: (id: number) => void
} => ({ shown, show, dismiss })

function show(toast: Toast): void {
  shown.value = [...shown.value.slice(-3), { ...toast, id: nextId++ }]
}

function dismiss(id: number): void {
  shown.value = shown.value.filter((toast) => toast.id !== id)
}
