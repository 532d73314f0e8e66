import { Notification } from 'electron'
import type { RunEnd } from './run-watch.ts'

export function notify({ title, text }: RunEnd, onClick: () => void): void {
  if (!Notification.isSupported()) return
  const notification = new Notification({ title, body: text })
  notification.on('click', onClick)
  notification.show()
}
