import fc from 'fast-check'
import { LabError } from '../../../main/system/errors.ts'
import type { Numbers } from '../../../main/probes/numbers.ts'

/** A recorded output, cut short, or with a stretch of it replaced, repeated or swapped for another number. */
export const mutationsOf = (original: string): fc.Arbitrary<string> =>
  fc
    .record({
      at: fc.nat(original.length),
      length: fc.nat(40),
      by: fc.oneof(
        fc.string({ maxLength: 20 }),
        fc.constantFrom('', 'null', '-1', '1e999', '0', '{}', '[]', '"', '}', '\n', 'NaN'),
        fc.nat(original.length).map((from) => original.slice(from, from + 60)),
      ),
      end: fc.oneof(fc.constant(original.length * 2), fc.nat(original.length)),
    })
    .map(({ at, length, by, end }) => (original.slice(0, at) + by + original.slice(at + length)).slice(0, end))

/** Whether a parser gives a measurement of finite numbers, or an error a user can act on, and nothing else. */
export function givesMeasurementOrLabError(parse: (stdout: string) => Numbers, stdout: string): boolean {
  try {
    const { metrics, distributions = {} } = parse(stdout)
    return [...Object.values(metrics), ...Object.values(distributions).flat()].every(
      (value) => Number.isFinite(value) && value >= 0,
    )
  } catch (error) {
    return error instanceof LabError && ['probe-failed', 'unparsable-output'].includes(error.details.code)
  }
}

/** Details of the LabError that `run` throws. */
export function detailsOf(run: () => unknown): LabError['details'] | undefined {
  try {
    run()
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
  return undefined
}
