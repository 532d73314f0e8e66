import { app, shell } from 'electron'
import { readArguments } from './arguments.ts'
import { Desktop } from './desktop.ts'
import { setUpDownloads } from './downloads.ts'
import { showError } from './dialogs.ts'
import { pageFolder } from './folders.ts'
import { linkTo, logFolder } from './link.ts'
import { setUpLockDown, setUpPermissions, setUpSandbox } from './lock-down.ts'
import { setUpMenu } from './menu.ts'
import { setUpFileOpening } from './open-files.ts'
import { setUpPageProtocol, setUpScheme } from './page-protocol.ts'

const given = readArguments(process.argv, process.env, process.cwd())

setUpSandbox()
setUpScheme()
setUpLockDown()
if (app.requestSingleInstanceLock()) void start()
else app.quit()

async function start(): Promise<void> {
  const files = setUpFileOpening(given.files)
  await app.whenReady()
  setUpPermissions()
  setUpPageProtocol(pageFolder)
  setUpDownloads()
  try {
    const desktop = new Desktop(await linkTo(given.attach))
    setUpMenu({
      newExperiment: () => {
        desktop.newExperiment()
      },
      importRun: () => void desktop.chooseAndImport(),
      showLogs: () => void shell.openPath(logFolder()),
    })
    app.on('activate', () => {
      desktop.show()
    })
    desktop.open()
    files.deliverTo(desktop)
  } catch (error) {
    await showError(undefined, error, 'Cannot start CNI Lab')
    app.exit(1)
  }
}
