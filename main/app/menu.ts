import { app, Menu, shell, type MenuItemConstructorOptions } from 'electron'

export interface MenuActions {
  readonly newExperiment: () => void
  readonly importRun: () => void
  readonly showLogs: () => void
}

const isMac = process.platform === 'darwin'

const networkPlugins = 'https://kubernetes.io/docs/concepts/extend-kubernetes/compute-storage-net/network-plugins/'

export function setUpMenu(actions: MenuActions): void {
  const menus: MenuItemConstructorOptions[] = [
    { label: 'File', submenu: fileMenu(actions) },
    { role: 'editMenu' },
    { label: 'View', submenu: viewMenu() },
    { role: 'windowMenu' },
    { role: 'help', submenu: helpMenu(actions) },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(isMac ? [{ role: 'appMenu' }, ...menus] : menus))
}

const fileMenu = ({ newExperiment, importRun }: MenuActions): MenuItemConstructorOptions[] => [
  { label: 'New experiment', accelerator: 'CommandOrControl+N', click: newExperiment },
  { label: 'Import run…', accelerator: 'CommandOrControl+O', click: importRun },
  { type: 'separator' },
  { role: isMac ? 'close' : 'quit' },
]

const viewMenu = (): MenuItemConstructorOptions[] => [
  { role: 'reload' },
  ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
  { type: 'separator' },
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { type: 'separator' },
  { role: 'togglefullscreen' },
]

const helpMenu = ({ showLogs }: MenuActions): MenuItemConstructorOptions[] => [
  { label: 'About CNIs, by Kubernetes', click: () => void shell.openExternal(networkPlugins) },
  { type: 'separator' },
  { label: 'Show log files', click: showLogs },
  ...(isMac ? [] : [{ role: 'about' } as const]),
]
