import { createPinia, setActivePinia } from 'pinia'
import type { CallMessage, CallName, InputOf, LabEvent, Result, ResultOf } from '../../../main/api/contract.ts'
import type { Wire, WireListener } from '../../../renderer/composables/lab-link.ts'
import { useConnection } from '../../../renderer/stores/connection.ts'

type Answers = { [K in CallName]?: (input: InputOf<K>) => ResultOf<K> }

/** A lab at the other end of a wire: it answers when told to, so that tests decide what comes first. */
export class FakeLab {
  readonly asked: CallMessage[] = []
  answers: Answers
  #listener: WireListener | undefined
  #unanswered: CallMessage[] = []

  constructor(answers: Answers = {}) {
    this.answers = answers
  }

  readonly wire: Wire = (listener) => {
    this.#listener = listener
    return {
      send: (message) => {
        this.asked.push(message)
        this.#unanswered.push(message)
      },
    }
  }

  async connect(): Promise<void> {
    this.#listener?.opened()
    await settled()
  }

  async disconnect(): Promise<void> {
    this.#unanswered = []
    this.#listener?.lost()
    await settled()
  }

  emit(...events: LabEvent[]): void {
    this.#listener?.received({ events })
  }

  /** Answers all that was asked by now. */
  async answer(): Promise<void> {
    for (const { id, call, input } of this.#unanswered.splice(0))
      this.#listener?.received({ id, result: this.#resultOf(call, input) })
    await settled()
  }

  #resultOf(call: string, input: unknown): Result<unknown> {
    const answers: Record<string, ((input: never) => unknown) | undefined> = this.answers
    const value = answers[call]?.(input as never)
    if (value !== undefined) return { ok: true, value }
    return { ok: false, error: { code: 'unknown-name', title: 'Cannot do that', message: `${call} has no answer.` } }
  }
}

/** Stores of a page that is new, with a lab that it has yet to reach. */
export function pageOf(answers: Answers): FakeLab {
  const lab = new FakeLab(answers)
  setActivePinia(createPinia())
  useConnection().start(lab.wire)
  return lab
}

/** All that follows at once from what just happened has happened. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve()
}
