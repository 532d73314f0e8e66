import type { LogLine, LogPart } from './task.ts'

const logCapacity = 5_000

/** The end of a log. Lines keep their numbers, counted from 0, when older ones are forgotten. */
export class TaskLog {
  readonly #capacity: number
  readonly #lines: LogLine[] = []
  #end = 0

  constructor(capacity = logCapacity) {
    this.#capacity = capacity
  }

  /** @returns the line as a piece of the log */
  add(line: LogLine): LogPart {
    this.#lines.push(line)
    if (this.#lines.length > this.#capacity) this.#lines.shift()
    return { from: this.#end++, lines: [line] }
  }

  /** The last lines, at most so many. */
  tail(most: number): LogPart {
    const lines = this.#lines.slice(Math.max(0, this.#lines.length - most))
    return { from: this.#end - lines.length, lines }
  }
}
