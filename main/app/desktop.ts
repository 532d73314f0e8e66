import { app, type BrowserWindow, type WebContents } from 'electron'
import { Exchange } from './exchange.ts'
import { showError } from './dialogs.ts'
import { pageOf, setUpIpc } from './ipc.ts'
import type { LabLink } from './lab-link.ts'
import { notify } from './notify.ts'
import { pageAddress } from './page-address.ts'
import { printPdf } from './print-pdf.ts'
import { setUpQuit } from './quit.ts'
import { chooseRunFiles, importRunFile } from './run-files.ts'
import { RunWatch, type RunEnd } from './run-watch.ts'
import { pdfCalls } from './shell-calls.ts'
import { Wakefulness } from './wakefulness.ts'
import { openWindow, showWindow } from './window.ts'

/** The window and what belongs to it, joined to a lab. */
export class Desktop {
  readonly #link: LabLink
  readonly #exchange: Exchange
  readonly #page = pageOf((): WebContents | undefined => this.#window?.webContents)
  readonly #wakefulness = new Wakefulness()
  readonly #runs = new RunWatch({
    busy: (isBusy) => {
      this.#wakefulness.keep(isBusy)
    },
    ended: (end) => void this.#tellEnd(end),
  })
  readonly #quit: { readonly isEnding: () => boolean }
  #window: BrowserWindow | undefined
  /** Whether a page is there to be told things. */
  #hasPage = false
  readonly #runsToOpen: string[] = []

  constructor(link: LabLink) {
    this.#link = link
    this.#exchange = new Exchange(link, this.#page, pdfCalls(printPdf))
    this.#quit = setUpQuit({ link, isBusy: () => this.#runs.isBusy, window: () => this.#window })
    setUpIpc({
      hello: () => {
        this.#exchange.pageLoaded()
        this.#hasPage = true
        for (const runId of this.#runsToOpen.splice(0)) this.#page.openRun(runId)
      },
      call: (message) => {
        this.#exchange.callFromPage(message)
      },
    })
    this.#exchange.onEvents((events) => {
      this.#runs.events(events)
    })
  }

  /** The window comes first: it must not wait for the lab. */
  open(): void {
    this.show()
    this.#exchange.open(() => void this.#followRuns())
  }

  show(): void {
    if (this.#window) {
      showWindow(this.#window)
      return
    }
    const window = openWindow(this.#link.attachedTo)
    this.#window = window
    // Where closing the window ends the program, whether to end it is asked while there is still a window.
    window.on('close', (event) => {
      if (process.platform === 'darwin' || this.#quit.isEnding()) return
      event.preventDefault()
      app.quit()
    })
    window.on('closed', () => {
      this.#window = undefined
      this.#hasPage = false
    })
  }

  newExperiment(): void {
    this.show()
    void this.#window?.loadURL(`${pageAddress}#/new`)
  }

  async chooseAndImport(): Promise<void> {
    this.show()
    if (this.#window) await this.importFiles(await chooseRunFiles(this.#window))
  }

  async importFiles(files: readonly string[]): Promise<void> {
    for (const file of files)
      try {
        this.#openRun(await importRunFile(file, this.#exchange.lab))
      } catch (error) {
        await showError(this.#window, error, 'Cannot import the file')
      }
  }

  #openRun(runId: string): void {
    if (this.#hasPage) this.#page.openRun(runId)
    else this.#runsToOpen.push(runId)
  }

  /** Where nobody sees it in the window, and who set up the lab wants to know. */
  async #tellEnd(end: RunEnd): Promise<void> {
    if (this.#window?.isFocused()) return
    const { notifyWhenDone } = await this.#exchange.lab['settings:read']().catch(() => ({ notifyWhenDone: true }))
    if (notifyWhenDone)
      notify(end, () => {
        this.show()
      })
  }

  async #followRuns(): Promise<void> {
    try {
      this.#runs.reset(await this.#exchange.lab['task:list']())
    } catch {
      // The connection was lost meanwhile; the next one asks again.
    }
  }
}
