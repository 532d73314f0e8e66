/** A question asked again and again, of which only the newest answer counts. */
export interface NewestAnswer<Question> {
  /** Asks once nobody has asked anew for the delay; what was asked before is of no account from now on. */
  ask(question: Question): void
  stop(): void
}

interface Options<Question, Answer> {
  readonly delayMs: number
  readonly call: (question: Question) => Promise<Answer>
  readonly onAnswer: (answer: Answer) => void
  readonly onError: (error: unknown) => void
}

export function newestAnswer<Question, Answer>(options: Options<Question, Answer>): NewestAnswer<Question> {
  let newest = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => {
    newest += 1
    clearTimeout(timer)
  }
  const put = async (question: Question, number: number) => {
    try {
      const answer = await options.call(question)
      if (number === newest) options.onAnswer(answer)
    } catch (error) {
      if (number === newest) options.onError(error)
    }
  }
  return {
    stop,
    ask(question) {
      stop()
      const number = newest
      timer = setTimeout(() => void put(question, number), options.delayMs)
    },
  }
}
