import { basename, extname, join } from 'node:path'
import { app, session } from 'electron'

const names: Readonly<Record<string, string>> = {
  html: 'HTML report',
  pdf: 'PDF report',
  md: 'Markdown report',
  csv: 'Comma-separated values',
  json: 'JSON report',
  cnilab: 'Exported run',
  png: 'PNG picture',
  svg: 'SVG picture',
}

/** Whatever the page saves is asked for with the system's own dialog. */
export function setUpDownloads(): void {
  session.defaultSession.on('will-download', (_event, item) => {
    item.setSaveDialogOptions(saveOptions(item.getFilename(), app.getPath('downloads')))
  })
}

/** @param suggested the file name that the page suggests */
export function saveOptions(suggested: string, folder: string): Electron.SaveDialogOptions {
  const fileName = basename(suggested) || 'report'
  const extension = extname(fileName).slice(1).toLowerCase()
  const filters =
    extension === '' ? [] : [{ name: names[extension] ?? extension.toUpperCase(), extensions: [extension] }]
  return { defaultPath: join(folder, fileName), filters: [...filters, { name: 'All files', extensions: ['*'] }] }
}
