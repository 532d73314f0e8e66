import { shallowRef, watch } from 'vue'
import type { LabErrorDetails } from '../../main/system/errors.ts'
import { errorDetails } from './error-details.ts'

/**
 * What the lab answers to a question that changes while a person thinks. It is asked once it has stayed the same for the delay; answers
 * to earlier questions are dropped. The last answer stays while the next one is awaited, and while there is nothing to ask.
 */
export function useAnswer<Question, Answer>(
  question: () => Question | undefined,
  call: (question: Question) => Promise<Answer>,
  delayMs: number,
) {
  const answer = shallowRef<Answer>()
  /** Present exactly when the newest question could not be answered. */
  const error = shallowRef<LabErrorDetails>()
  const isAsking = shallowRef(false)
  const times = shallowRef(0)

  async function ask(asked: Question, isNewest: () => boolean): Promise<void> {
    const [given, refusal] = await call(asked).then(
      (value) => [value, undefined] as const,
      (thrown: unknown) => [undefined, errorDetails(thrown, 'Cannot ask the lab')] as const,
    )
    if (!isNewest()) return
    answer.value = given
    error.value = refusal
    isAsking.value = false
  }

  watch(
    [() => JSON.stringify(question()), times],
    (_now, _before, onCleanup) => {
      const asked = question()
      error.value = undefined
      isAsking.value = asked !== undefined
      if (asked === undefined) return
      let isNewest = true
      const timer = setTimeout(() => void ask(asked, () => isNewest), delayMs)
      onCleanup(() => {
        isNewest = false
        clearTimeout(timer)
      })
    },
    { immediate: true },
  )
  return { answer, error, isAsking, askAgain: () => times.value++ }
}
