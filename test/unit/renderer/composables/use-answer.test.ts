import { effectScope, nextTick, shallowRef } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { useAnswer } from '../../../../renderer/composables/use-answer.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Calls stay open until the test answers them. */
function anAsker(first: string | undefined) {
  const open: { readonly question: string; readonly answer: PromiseWithResolvers<string> }[] = []
  const question = shallowRef(first)
  const scope = effectScope()
  const call = (asked: string) => {
    const answer = Promise.withResolvers<string>()
    open.push({ question: asked, answer })
    return answer.promise
  }
  const asker = scope.run(() => useAnswer(() => question.value, call, 100))
  if (!asker) throw new Error('the scope did not run')
  const after = async (ms: number) => {
    await nextTick()
    await vi.advanceTimersByTimeAsync(ms)
  }
  return { ...asker, open, question, scope, after }
}

it('asks once for questions in quick succession, and with the last of them', async () => {
  const { open, question, after } = anAsker('a')
  await after(99)
  question.value = 'b'
  await after(100)
  expect(open.map((each) => each.question)).toEqual(['b'])
})

it('drops an answer that comes after a newer question', async () => {
  const { open, question, answer, isAsking, after } = anAsker('a')
  await after(100)
  question.value = 'b'
  await after(0)
  open[0]?.answer.resolve('late')
  await after(100)
  expect([answer.value, isAsking.value]).toEqual([undefined, true])
  open[1]?.answer.resolve('new')
  await after(0)
  expect([answer.value, isAsking.value]).toEqual(['new', false])
})

it('drops an error that comes after a newer question, and tells one that does not', async () => {
  const { open, question, error, after } = anAsker('a')
  await after(100)
  question.value = 'b'
  await after(0)
  open[0]?.answer.reject(new Error('late'))
  await after(100)
  expect(error.value).toBeUndefined()
  open[1]?.answer.reject(new Error('new'))
  await after(0)
  expect(error.value?.message).toBe('new')
})

it('keeps its answer while there is nothing to ask, and asks the same again when told to', async () => {
  const { open, question, answer, isAsking, askAgain, after } = anAsker('a')
  await after(100)
  open[0]?.answer.resolve('first')
  await after(0)
  question.value = undefined
  await after(200)
  expect([open.length, answer.value, isAsking.value]).toEqual([1, 'first', false])
  question.value = 'a'
  await after(100)
  askAgain()
  await after(100)
  expect(open.map((each) => each.question)).toEqual(['a', 'a', 'a'])
})

it('neither asks nor answers once nobody wants to know', async () => {
  const { open, question, answer, scope, after } = anAsker('a')
  await after(100)
  scope.stop()
  open[0]?.answer.resolve('late')
  question.value = 'b'
  await after(200)
  expect([open.length, answer.value]).toEqual([1, undefined])
})
