const keptLines = 200

/** The last lines of an output that has no end, and a way to wait for one of them. */
export class RecentLines {
  readonly #lines: string[] = []
  readonly #listeners = new Set<(line: string) => void>()

  get lines(): readonly string[] {
    return this.#lines
  }

  get isBlank(): boolean {
    return this.#lines.every((line) => line.trim() === '')
  }

  add(line: string): void {
    this.#lines.push(line)
    if (this.#lines.length > keptLines) this.#lines.shift()
    for (const listener of this.#listeners) listener(line)
  }

  /** The first line that matches, also among those that have come already. Pending for ever when none comes. */
  find(pattern: RegExp): Promise<RegExpExecArray> {
    const { promise, resolve } = Promise.withResolvers<RegExpExecArray>()
    const tryLine = (line: string) => {
      const match = pattern.exec(line)
      if (!match) return
      this.#listeners.delete(tryLine)
      resolve(match)
    }
    this.#listeners.add(tryLine)
    this.#lines.forEach(tryLine)
    return promise
  }
}
