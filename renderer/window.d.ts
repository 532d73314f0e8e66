import type { LabBridge } from '../preload/bridge.ts'

declare global {
  interface Window {
    /** Only in the desktop window. */
    readonly labBridge?: LabBridge
  }
}
