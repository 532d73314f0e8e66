import type { LogLine, LogPart } from './task.ts'

export const logCapacity = 5_000

/** The end of a log. Lines keep their numbers, counted from 0, when older ones are forgotten. */
export class TaskLog {
  readonly #capacity: number
  /** A ring: line n is at n modulo the capacity. */
  readonly #lines: LogLine[] = []
  #end = 0

  constructor(capacity = logCapacity) {
    this.#capacity = capacity
  }

  /** @returns the line as a piece of the log */
  add(line: LogLine): LogPart {
    this.#lines[this.#end % this.#capacity] = line
    this.#end += 1
    return { from: this.#end - 1, lines: [line] }
  }

  /** The last lines, at most so many. */
  tail(most: number): LogPart {
    const count = Math.min(most, this.#lines.length)
    const start = this.#end % this.#lines.length || 0
    const inOrder = [...this.#lines.slice(start), ...this.#lines.slice(0, start)]
    return { from: this.#end - count, lines: inOrder.slice(inOrder.length - count) }
  }
}
