import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { app, BrowserWindow, session } from 'electron'

/** A self-contained HTML document on paper. It runs no script, and what it might ask for from elsewhere is refused. */
export async function printPdf(html: string): Promise<Buffer> {
  const folder = await mkdtemp(join(app.getPath('temp'), 'cnilab-print-'))
  const window = new BrowserWindow({
    show: false,
    webPreferences: {
      session: closedSession(),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      javascript: false,
      webviewTag: false,
    },
  })
  try {
    const file = join(folder, 'report.html')
    await writeFile(file, html, { mode: 0o600 })
    await window.loadFile(file)
    return await window.webContents.printToPDF({ pageSize: 'A4', printBackground: true, preferCSSPageSize: true })
  } finally {
    window.destroy()
    await rm(folder, { recursive: true, force: true })
  }
}

/** In memory only, and without a network. */
function closedSession(): Electron.Session {
  const printing = session.fromPartition('print')
  printing.webRequest.onBeforeRequest(({ url }, decide) => {
    decide({ cancel: !/^(file|data):/.test(url) })
  })
  return printing
}
