import { appendFile, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { explaining, LabError } from '../../system/errors.ts'
import { jsonOf } from '../../system/json.ts'
import { calibrationSchema, type Calibration } from './calibration.ts'
import { outcomeSchema, type Outcome } from './outcome.ts'

/** What must be the same where a self-test is gone on with. */
const headSchema = z.object({
  runtime: z.string(),
  seed: z.number(),
  slowDowns: z.array(z.number()),
  rounds: z.number().optional(),
  cnilab: z.string(),
  calibration: calibrationSchema,
})
type Head = Readonly<z.infer<typeof headSchema>>
type SelftestIdentity = Omit<Head, 'calibration'>

/** What a self-test has found so far. */
export interface Journal {
  readonly calibration: Calibration | undefined
  readonly outcomes: Outcome[]
  calibrated(calibration: Calibration): Promise<void>
  finished(outcome: Outcome): Promise<void>
}

/** Of a self-test that is not kept. */
export const emptyJournal = (): Journal => ({
  calibration: undefined,
  outcomes: [],
  calibrated: () => Promise.resolve(),
  finished: () => Promise.resolve(),
})

/**
 * A journal in a file, as JSON lines: what it was begun with, then an experiment a line. One that is there is gone on with; a last
 * line that is not whole was not finished.
 * @throws LabError `bad-usage` where the file is of another self-test, or none at all
 */
export async function openJournal(file: string, identity: SelftestIdentity): Promise<Journal> {
  const text = await readFile(file, 'utf8').catch(() => '')
  const [first, ...rest] = text.split('\n').filter((line) => line !== '')
  const head = first === undefined ? undefined : headOf(file, first, identity)
  const outcomes = rest.flatMap((line) => outcomeSchema.safeParse(jsonOf(line)).data ?? [])
  const append = (line: unknown) =>
    explaining({ code: 'store-failed', title: `Cannot write ${file}`, hint: 'Name a file that can be written.' }, () =>
      appendFile(file, `${text.endsWith('\n') || text === '' ? '' : '\n'}${JSON.stringify(line)}\n`),
    )
  return {
    calibration: head?.calibration,
    outcomes,
    calibrated: (calibration) => append({ ...identity, calibration }),
    finished: append,
  }
}

function headOf(file: string, line: string, identity: SelftestIdentity): Head {
  const { data } = headSchema.safeParse(jsonOf(line))
  const { calibration: _, ...found } = data ?? { calibration: undefined }
  if (data && JSON.stringify(found) === JSON.stringify(identity)) return data
  throw new LabError({
    code: 'bad-usage',
    title: `Cannot go on with ${file}`,
    message: data
      ? 'it is of a self-test with other slow-downs, rounds, seed, runtime or version.'
      : 'it is of no self-test.',
    hint: 'Name another file, or one that is not there.',
  })
}
