import { computed, shallowRef } from 'vue'
import type { ClusterAccess } from '../../../main/api/contract.ts'
import { useAttempt } from '../../composables/use-attempt.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useToasts } from '../../composables/use-toasts.ts'
import { useTasks } from '../../stores/tasks.ts'
import { panelTasks } from './cluster-rows.ts'

/** Text that the browser would not put into the clipboard, to be copied by hand. */
interface Uncopied {
  readonly title: string
  readonly text: string
}

/** What a person may do with clusters: change them, all of it as tasks, and get into one from a terminal. */
export function useClusterActions() {
  const lab = useLab()
  const tasks = useTasks()
  const toasts = useToasts()
  const { error, attempt } = useAttempt()
  const uncopied = shallowRef<Uncopied>()
  const dismissed = shallowRef<ReadonlySet<string>>(new Set())

  const copyOf = (name: string, title: string, textOf: (access: ClusterAccess) => string) =>
    attempt(`Cannot get into ${name}`, async () => {
      const text = textOf(await lab['cluster:access']({ name }))
      try {
        await navigator.clipboard.writeText(text)
        toasts.show({ title: `${title} copied`, text, tone: 'good' })
      } catch {
        uncopied.value = { title, text }
      }
    })

  return {
    error,
    uncopied,
    panels: computed(() => panelTasks(tasks.all, dismissed.value)),
    dismiss: (id: string) => (dismissed.value = new Set([...dismissed.value, id])),
    create: (variant: string) =>
      attempt(`Cannot make a cluster of ${variant}`, () => lab['cluster:create']({ variant })),
    remove: (name: string) => attempt(`Cannot delete ${name}`, () => lab['cluster:delete']({ name })),
    prune: () => attempt('Cannot delete leftovers', () => lab['cluster:prune']()),
    cancel: (id: string) => attempt('Cannot cancel', () => lab['task:cancel']({ id, clusters: 'delete' })),
    copyKubeconfig: (name: string) => copyOf(name, 'KUBECONFIG', ({ exportCommand }) => exportCommand),
    copyShell: (name: string) => copyOf(name, 'Shell command', ({ shellCommand }) => shellCommand),
    openTerminal: (name: string) =>
      attempt(`Cannot open a terminal for ${name}`, () => lab['cluster:terminal']({ name })),
  }
}
