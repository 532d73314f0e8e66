import { ref, shallowRef } from 'vue'
import type { ClusterAccess } from '../../../main/api/contract.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useToasts } from '../../composables/use-toasts.ts'

/** Text that the browser would not put into the clipboard, to be copied by hand. */
export interface Uncopied {
  readonly title: string
  readonly text: string
}

/** Ways into a cluster from a terminal. */
export function useClusterAccess() {
  const lab = useLab()
  const toasts = useToasts()
  const error = ref<LabErrorDetails>()
  const uncopied = shallowRef<Uncopied>()

  async function attempt(what: string, act: () => Promise<unknown>): Promise<void> {
    error.value = undefined
    try {
      await act()
    } catch (thrown) {
      error.value = errorDetails(thrown, what)
    }
  }

  async function copied(title: string, text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      toasts.show({ title: `${title} copied`, text, tone: 'good' })
    } catch {
      uncopied.value = { title, text }
    }
  }

  const copyOf = (name: string, title: string, textOf: (access: ClusterAccess) => string) =>
    attempt(`Cannot get into ${name}`, async () => copied(title, textOf(await lab['cluster:access']({ name }))))

  return {
    error,
    uncopied,
    copyKubeconfig: (name: string) => copyOf(name, 'KUBECONFIG', ({ exportCommand }) => exportCommand),
    copyShell: (name: string) => copyOf(name, 'Shell command', ({ shellCommand }) => shellCommand),
    openTerminal: (name: string) =>
      attempt(`Cannot open a terminal for ${name}`, () => lab['cluster:terminal']({ name })),
  }
}
