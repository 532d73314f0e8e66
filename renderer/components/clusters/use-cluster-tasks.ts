import { computed, ref, shallowRef } from 'vue'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useTasks } from '../../stores/tasks.ts'
import { panelTasks } from './cluster-rows.ts'

/** What is done to clusters, all of it as tasks, and why it could not begin. */
export function useClusterTasks() {
  const lab = useLab()
  const tasks = useTasks()
  const error = ref<LabErrorDetails>()
  const dismissed = shallowRef<ReadonlySet<string>>(new Set())

  async function attempt(what: string, call: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    try {
      await call()
    } catch (thrown) {
      error.value = errorDetails(thrown, what)
    }
  }

  return {
    error,
    panels: computed(() => panelTasks(tasks.all, dismissed.value)),
    dismiss: (id: string) => (dismissed.value = new Set([...dismissed.value, id])),
    create: (variant: string) =>
      attempt(`Cannot make a cluster of ${variant}`, () => lab['cluster:create']({ variant })),
    remove: (name: string) => attempt(`Cannot delete ${name}`, () => lab['cluster:delete']({ name })),
    prune: () => attempt('Cannot delete leftovers', () => lab['cluster:prune']()),
    cancel: (id: string) => attempt('Cannot cancel', () => lab['task:cancel']({ id, clusters: 'delete' })),
  }
}
