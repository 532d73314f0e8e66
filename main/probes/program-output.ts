import type { z } from 'zod'
import { LabError } from '../system/errors.ts'
import { jsonOf } from '../system/json.ts'

const shownCharacters = 200

/** Output that is not what the program prints: the error shows how it begins. */
export const unparsable = (program: string, output: string, why: string): LabError =>
  new LabError({
    code: 'unparsable-output',
    title: `Cannot read what ${program} printed`,
    message: `${why} The output begins: ${JSON.stringify(output.slice(0, shownCharacters))}.`,
    hint: `The raw output is kept with the run. Check that the client image holds the ${program} that is expected.`,
  })

/** JSON that a program printed. @throws LabError `unparsable-output` */
export function parseJson(program: string, output: string): unknown {
  const json = jsonOf(output)
  if (json === undefined) throw unparsable(program, output, 'It is not JSON.')
  return json
}

/** What a schema makes of it. @throws LabError `unparsable-output`, naming the first field that is not as expected */
export function checked<T>(program: string, output: string, json: unknown, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw unparsable(program, output, `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'unexpected'}.`)
}
