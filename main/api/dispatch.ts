import type { z } from 'zod'
import { LabError, toLabErrorDetails } from '../system/errors.ts'
import { firstIssue } from '../system/first-issue.ts'
import type { CallMessage, CallName, Result, ResultOf } from './contract.ts'
import type { Handlers } from './handlers/handlers.ts'
import { inputs } from './handlers/index.ts'

/** Checks a call and has it answered. Whatever goes wrong comes back as a value, and never as a stack. */
export async function dispatch(
  handlers: Handlers,
  { call, input }: Omit<CallMessage, 'id'>,
  signal: AbortSignal,
): Promise<Result<unknown>> {
  try {
    if (!isCallName(call)) throw unknownCall(call)
    return { ok: true, value: await answer(handlers, call, input, signal) }
  } catch (error) {
    return { ok: false, error: toLabErrorDetails(error, `Cannot answer ${call}`) }
  }
}

async function answer<K extends CallName>(
  handlers: Handlers,
  name: K,
  input: unknown,
  signal: AbortSignal,
): Promise<ResultOf<K>> {
  const parsed = inputs[name].safeParse(input)
  if (!parsed.success) throw badInput(name, parsed.error)
  return handlers[name](parsed.data, signal)
}

const isCallName = (name: string): name is CallName => Object.hasOwn(inputs, name)

const unknownCall = (name: string) =>
  new LabError({
    code: 'bad-usage',
    title: `Cannot answer "${name}"`,
    message: 'there is no such call.',
    hint: 'The page may be of another version than the lab: reload it.',
  })

const badInput = (name: string, error: z.ZodError) =>
  new LabError({ code: 'bad-usage', title: `Cannot answer ${name}`, message: `${firstIssue(error)}.` })
