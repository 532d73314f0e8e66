import { shallowRef, type Ref } from 'vue'
import type { Needs } from '../../../main/findings/recommendation/recommendation.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { saveFile } from '../../composables/save-file.ts'
import { useLab } from '../../composables/use-lab.ts'
import { useToasts } from '../../composables/use-toasts.ts'
import { exportedContent } from './exported-content.ts'

export interface RunExport {
  /** The format that is being made. */
  readonly underWay: Readonly<Ref<string | undefined>>
  readonly error: Ref<LabErrorDetails | undefined>
  readonly save: (runId: string, format: string, needs: Needs) => Promise<void>
  readonly copyMarkdown: (runId: string, needs: Needs) => Promise<void>
}

/** Reports of a run as files of the browser, or on the clipboard. */
export function useRunExport(): RunExport {
  const lab = useLab()
  const toasts = useToasts()
  const underWay = shallowRef<string>()
  const error = shallowRef<LabErrorDetails>()

  async function attempt(format: string, doing: () => Promise<void>): Promise<void> {
    if (underWay.value !== undefined) return
    underWay.value = format
    error.value = undefined
    try {
      await doing()
    } catch (thrown) {
      error.value = errorDetails(thrown, 'Cannot export the run')
    } finally {
      underWay.value = undefined
    }
  }

  const save = (runId: string, format: string, needs: Needs) =>
    attempt(format, async () => {
      const exported = await lab['run:export']({ runId, format, needs })
      saveFile(exported.fileName, exported.mediaType, exportedContent(exported))
    })

  const copyMarkdown = (runId: string, needs: Needs) =>
    attempt('markdown', async () => {
      const { content } = await lab['run:export']({ runId, format: 'markdown', needs })
      await navigator.clipboard.writeText(content)
      toasts.show({ title: 'Copied as Markdown', tone: 'good' })
    })

  return { underWay, error, save, copyMarkdown }
}
