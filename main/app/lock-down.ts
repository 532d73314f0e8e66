import { app, session, shell, type Event, type WebContents } from 'electron'
import { externalAddress } from './external-address.ts'
import { isPageAddress } from './page-address.ts'

/**
 * For every process that shows a page. Where a person has switched the sandbox off, because the system does not allow any, turning it
 * on would only keep the program from starting.
 */
export function setUpSandbox(): void {
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
}

/** For every web page this program ever shows: it stays where it is, opens nothing and embeds nothing. */
export function setUpLockDown(): void {
  app.on('web-contents-created', (_event, contents) => {
    confine(contents)
  })
}

function confine(contents: WebContents): void {
  const deny = (event: Event) => {
    event.preventDefault()
  }
  contents.on('will-navigate', deny)
  contents.on('will-redirect', deny)
  contents.on('will-frame-navigate', deny)
  contents.on('will-attach-webview', deny)
  contents.setWindowOpenHandler(({ url }) => {
    const address = externalAddress(url)
    if (address) void shell.openExternal(address)
    return { action: 'deny' }
  })
}

/** The page may copy text, and nothing else that needs asking. */
export function setUpPermissions(): void {
  const isAllowed = (permission: string, address: string): boolean =>
    permission === 'clipboard-sanitized-write' && isPageAddress(address)
  session.defaultSession.setPermissionRequestHandler((_contents, permission, decide, { requestingUrl }) => {
    decide(isAllowed(permission, requestingUrl))
  })
  session.defaultSession.setPermissionCheckHandler((_contents, permission, origin) => isAllowed(permission, origin))
  session.defaultSession.setDevicePermissionHandler(() => false)
}
