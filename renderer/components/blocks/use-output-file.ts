import { shallowRef } from 'vue'
import type { LabErrorDetails } from '../../../main/system/errors.ts'
import { errorDetails } from '../../composables/error-details.ts'
import { saveFile } from '../../composables/save-file.ts'
import { useLab } from '../../composables/use-lab.ts'
import { exportedContent } from '../results/exported-content.ts'

/** Raw outputs of a run as files of the browser. */
export function useOutputFile() {
  const lab = useLab()
  const error = shallowRef<LabErrorDetails>()
  /** The one that is being fetched. */
  const underWay = shallowRef<number>()

  async function save(runId: string, raw: number): Promise<void> {
    if (underWay.value !== undefined) return
    underWay.value = raw
    error.value = undefined
    try {
      const capture = await lab['run:capture']({ runId, raw })
      saveFile(capture.fileName, capture.mediaType, exportedContent(capture))
    } catch (thrown) {
      error.value = errorDetails(thrown, 'Cannot save the capture')
    } finally {
      underWay.value = undefined
    }
  }

  return { error, underWay, save }
}
