import type { RecordedError } from '../../../main/store/events.ts'
import type { LabErrorDetails } from '../../../main/system/errors.ts'

/** An error of a record, which another version may have written: its code may be one that this version does not know. */
export const recordedError = (error: RecordedError): LabErrorDetails => error as LabErrorDetails
