import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { app, BrowserWindow, nativeTheme, screen } from 'electron'
import { parseBounds, placeWindow, smallestSize, type Bounds } from './bounds.ts'
import { attachedToArgument } from './channels.ts'
import { preloadFile } from './folders.ts'
import { pageAddress } from './page-address.ts'

// The page's own background, so that nothing flashes before it is drawn.
const backgrounds = { dark: '#14171c', light: '#f7f8fa' } as const

/** @param attachedTo the address of another lab, to be shown */
export function openWindow(attachedTo: string | null): BrowserWindow {
  const { workArea, id: mainId } = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== mainId)
  const window = new BrowserWindow({
    ...placeWindow(savedBounds(), [workArea, ...others.map((display) => display.workArea)]),
    minWidth: smallestSize.width,
    minHeight: smallestSize.height,
    title: 'CNI Lab',
    show: false,
    backgroundColor: backgrounds[nativeTheme.shouldUseDarkColors ? 'dark' : 'light'],
    webPreferences: {
      preload: preloadFile,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      additionalArguments: attachedTo === null ? [] : [attachedToArgument + attachedTo],
    },
  })
  window.once('ready-to-show', () => {
    window.show()
  })
  window.on('close', () => {
    saveBounds(window.getNormalBounds())
  })
  void window.loadURL(pageAddress)
  return window
}

/** To the front, from wherever it is. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}

const boundsFile = (): string => join(app.getPath('userData'), 'window.json')

function savedBounds(): Bounds | undefined {
  try {
    return parseBounds(readFileSync(boundsFile(), 'utf8'))
  } catch {
    return undefined
  }
}

function saveBounds(bounds: Bounds): void {
  try {
    writeFileSync(boundsFile(), JSON.stringify(bounds))
  } catch {
    // A window that opens at its usual place is no reason to keep anyone from closing it.
  }
}
