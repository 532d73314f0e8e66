import { powerSaveBlocker } from 'electron'

/** A measurement must not be cut by the machine going to sleep. */
export class Wakefulness {
  #blocker: number | undefined

  keep(isBusy: boolean): void {
    if (isBusy) this.#blocker ??= powerSaveBlocker.start('prevent-app-suspension')
    else if (this.#blocker !== undefined) {
      powerSaveBlocker.stop(this.#blocker)
      this.#blocker = undefined
    }
  }
}
