import type { ExportedRun } from '../../../main/api/contract.ts'

/** What is to be written: text, or the bytes of a file that is none. */
export const exportedContent = ({ encoding, content }: ExportedRun): string | Uint8Array<ArrayBuffer> =>
  encoding === 'utf8' ? content : Uint8Array.from(atob(content), (character) => character.charCodeAt(0))
