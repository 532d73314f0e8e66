import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

const mostBytes = 1_000_000

/** A text file that a person can send along with a report; the one before it is kept, too. */
export class LogFile {
  readonly path: string

  constructor(folder: string, name: string) {
    mkdirSync(folder, { recursive: true })
    this.path = join(folder, name)
    if (sizeOf(this.path) > mostBytes) renameSync(this.path, `${this.path}.old`)
  }

  append(text: string): void {
    try {
      appendFileSync(this.path, text)
    } catch {
      // A full disk must not take the lab down with it.
    }
  }
}

function sizeOf(path: string): number {
  try {
    return statSync(path).size
  } catch {
    return 0
  }
}
