import { app, type BrowserWindow } from 'electron'
import { showMessage } from './dialogs.ts'
import type { ClustersAtEnd, LabLink } from './lab-link.ts'

interface QuitParts {
  readonly link: LabLink
  readonly isBusy: () => boolean
  readonly window: () => BrowserWindow | undefined
}

type State = 'running' | 'ending' | 'ended'

/** The program ends only after the lab has put its things in order, and with a run under way only when that is meant. */
export function setUpQuit({ link, isBusy, window }: QuitParts): { readonly isEnding: () => boolean } {
  let state: State = 'running'
  const end = async () => {
    const clusters = isBusy() && link.attachedTo === null ? await askAboutClusters(window()) : 'keep'
    if (clusters === undefined) {
      state = 'running'
      return
    }
    window()?.hide()
    await link.close(clusters)
    state = 'ended'
    app.quit()
  }
  app.on('before-quit', (event) => {
    if (state === 'ended') return
    event.preventDefault()
    if (state === 'running') {
      state = 'ending'
      void end()
    }
  })
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  return { isEnding: () => state === 'ended' }
}

const choices: readonly { readonly label: string; readonly clusters?: ClustersAtEnd }[] = [
  { label: 'Stay' },
  { label: 'Quit and delete the clusters', clusters: 'delete' },
  { label: 'Quit and keep the clusters', clusters: 'keep' },
]

async function askAboutClusters(window: BrowserWindow | undefined): Promise<ClustersAtEnd | undefined> {
  const pressed = await showMessage(window, {
    type: 'question',
    message: 'An experiment is under way.',
    detail: 'Quitting cancels it. What is measured is kept, and it can be resumed later.',
    buttons: choices.map(({ label }) => label),
    defaultId: 0,
    cancelId: 0,
  })
  return choices[pressed]?.clusters
}
