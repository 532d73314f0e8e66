import type { CallMessage, ServerMessage } from '../main/api/contract.ts'

/** What the page finds as `window.labBridge` in the desktop window, and nowhere else. Each listener gets what came before it, too. */
export interface LabBridge {
  send(message: CallMessage): void
  /** @returns a function that ends the listening, as do the others */
  onMessage(listener: (message: ServerMessage) => void): () => void
  /** Tells the present state at once. */
  onState(listener: (state: { readonly connected: boolean }) => void): () => void
  readonly shell: {
    readonly platform: string
    /** The address of the lab that the window is attached to; null when the lab is its own. */
    readonly attachedTo: string | null
    /** Runs from files that a person opened from outside the page; they are imported already. */
    onOpenRun(listener: (runId: string) => void): () => void
  }
}
