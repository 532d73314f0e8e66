import { LabError } from './errors.ts'

/**
 * Things of one kind, each by its id, in the order in which they are shown. What is in the product is named in the folder's index;
 * what comes from outside (a person's own, a test's) is added.
 */
export class Registry<T extends { readonly id: string }> {
  /** What one of them is called: `probe`. */
  readonly #noun: string
  readonly #named: () => readonly T[]
  readonly #added: T[] = []

  /** `items` may be a list that follows from other registries: what is added there is then here as well. */
  constructor(noun: string, items: readonly T[] | (() => readonly T[])) {
    this.#noun = noun
    this.#named = typeof items === 'function' ? items : () => items
  }

  all(): readonly T[] {
    // The same list as long as nothing is added: what is derived from it may be kept beside it.
    return this.#added.length === 0 ? this.#named() : [...this.#named(), ...this.#added]
  }

  get ids(): readonly string[] {
    return this.all().map(({ id }) => id)
  }

  find(id: string): T | undefined {
    return this.all().find((item) => item.id === id)
  }

  /** @throws LabError `unknown-name`, with the names there are */
  get(id: string): T {
    const found = this.find(id)
    if (found) return found
    throw new LabError({
      code: 'unknown-name',
      title: `Cannot find the ${this.#noun} ${JSON.stringify(id)}`,
      message: `There is no ${this.#noun} of this name.`,
      hint: `There are ${this.ids.join(', ')}.`,
    })
  }

  /** Adds one more. @returns what takes it away again. @throws LabError `bad-usage` where its id is taken */
  add(item: T): Disposable {
    if (this.find(item.id))
      throw new LabError({
        code: 'bad-usage',
        title: `Cannot add the ${this.#noun} ${JSON.stringify(item.id)}`,
        message: 'there is one of this name already.',
      })
    this.#added.push(item)
    return {
      [Symbol.dispose]: () => {
        this.#added.splice(this.#added.indexOf(item), 1)
      },
    }
  }
}
