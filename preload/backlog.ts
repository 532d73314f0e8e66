/** Keeps what comes before anyone listens; the first listener gets it, in its order. */
export class Backlog<T> {
  readonly #listeners = new Set<(value: T) => void>()
  #waiting: T[] = []

  push(value: T): void {
    if (this.#listeners.size === 0) this.#waiting.push(value)
    for (const listener of this.#listeners) listener(value)
  }

  /** @returns a function that ends the listening */
  listen(listener: (value: T) => void): () => void {
    this.#listeners.add(listener)
    for (const value of this.#waiting) listener(value)
    this.#waiting = []
    return () => {
      this.#listeners.delete(listener)
    }
  }
}
