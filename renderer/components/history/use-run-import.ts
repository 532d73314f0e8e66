import { shallowRef, type Ref } from 'vue'
import { longestImport } from '../../../main/api/limits.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useToasts } from '../../composables/use-toasts.ts'

export interface RunImport {
  readonly isUnderWay: Readonly<Ref<boolean>>
  readonly error: Ref<LabErrorDetails | undefined>
  readonly importFiles: (files: readonly File[]) => Promise<void>
}

/** Takes run files into the store, one after the other; `open` shows a run. */
export function useRunImport(open: (runId: string) => void): RunImport {
  const lab = useLab()
  const toasts = useToasts()
  const isUnderWay = shallowRef(false)
  const error = shallowRef<LabErrorDetails>()

  async function importFile(file: File): Promise<void> {
    if (file.size > longestImport) throw new Error(`${file.name} is larger than any run.`)
    const { runId, isNew } = await lab['run:import']({ text: await file.text() })
    toasts.show({
      title: isNew ? 'Imported' : 'Already here',
      text: isNew ? `${file.name} is run ${runId}.` : `${file.name} is run ${runId}, which this lab has already.`,
      tone: isNew ? 'good' : 'neutral',
      action: {
        label: 'Show it',
        run: () => {
          open(runId)
        },
      },
    })
  }

  async function importFiles(files: readonly File[]): Promise<void> {
    error.value = undefined
    isUnderWay.value = true
    try {
      for (const file of files) await importFile(file)
    } catch (thrown) {
      error.value = errorDetails(thrown, 'Cannot import the file')
    } finally {
      isUnderWay.value = false
    }
  }

  return { isUnderWay, error, importFiles }
}
