import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { newestAnswer } from '../../../../renderer/components/experiment/newest-answer.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

/** Calls stay open until the test answers them. */
function anAsker() {
  const open: { readonly question: string; readonly answer: PromiseWithResolvers<string> }[] = []
  const answers: string[] = []
  const errors: unknown[] = []
  const asker = newestAnswer<string, string>({
    delayMs: 100,
    call: (question) => {
      const answer = Promise.withResolvers<string>()
      open.push({ question, answer })
      return answer.promise
    },
    onAnswer: (answer) => answers.push(answer),
    onError: (error) => errors.push(error),
  })
  return { asker, open, answers, errors }
}

it('asks once for questions in quick succession, and with the last of them', async () => {
  const { asker, open } = anAsker()
  asker.ask('a')
  await vi.advanceTimersByTimeAsync(99)
  asker.ask('b')
  await vi.advanceTimersByTimeAsync(100)
  expect(open.map(({ question }) => question)).toEqual(['b'])
})

it('drops an answer that comes after a newer question', async () => {
  const { asker, open, answers } = anAsker()
  asker.ask('a')
  await vi.advanceTimersByTimeAsync(100)
  asker.ask('b')
  open[0]?.answer.resolve('late')
  await vi.advanceTimersByTimeAsync(100)
  open[1]?.answer.resolve('new')
  await vi.advanceTimersByTimeAsync(0)
  expect(answers).toEqual(['new'])
})

it('drops an error that comes after a newer question, and tells one that does not', async () => {
  const { asker, open, errors } = anAsker()
  asker.ask('a')
  await vi.advanceTimersByTimeAsync(100)
  asker.ask('b')
  open[0]?.answer.reject(new Error('late'))
  await vi.advanceTimersByTimeAsync(100)
  open[1]?.answer.reject(new Error('new'))
  await vi.advanceTimersByTimeAsync(0)
  expect(errors).toEqual([new Error('new')])
})

it('neither asks nor answers once it is stopped', async () => {
  const { asker, open, answers } = anAsker()
  asker.ask('a')
  await vi.advanceTimersByTimeAsync(100)
  asker.stop()
  open[0]?.answer.resolve('late')
  asker.ask('b')
  asker.stop()
  await vi.advanceTimersByTimeAsync(200)
  expect([open.length, answers]).toEqual([1, []])
})
