import { longestImport } from '../../../main/api/limits.ts'
import { useAttempt } from '../../composables/use-attempt.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useToasts } from '../../composables/use-toasts.ts'

/** Takes run files into the store, one after the other; `open` shows a run. */
export function useRunImport(open: (runId: string) => void) {
  const lab = useLab()
  const toasts = useToasts()
  const { error, isUnderWay, attempt } = useAttempt()

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

  const importFiles = (files: readonly File[]): Promise<void> =>
    attempt('Cannot import the file', async () => {
      for (const file of files) await importFile(file)
    })

  return { isUnderWay, error, importFiles }
}
