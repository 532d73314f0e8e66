import { isPageAddress } from './page-address.ts'

interface Frame {
  readonly url: string
  readonly parent: unknown
}

/** Only the page itself may speak to the shell: no frame in it, no other page. A frame that is gone cannot be judged. */
export const isTrustedSender = (frame: Frame | null | undefined): boolean =>
  frame?.parent === null && isPageAddress(frame.url)
