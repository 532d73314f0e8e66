import { LabError } from '../system/errors.ts'

const shownCharacters = 200

/** Output that is not what the program prints: the error shows how it begins. */
export const unparsable = (program: string, output: string, why: string): LabError =>
  new LabError({
    code: 'unparsable-output',
    title: `Cannot read what ${program} printed`,
    message: `${why} The output begins: ${JSON.stringify(output.slice(0, shownCharacters))}.`,
    hint: `The raw output is kept with the run. Check that the client image holds the ${program} that is expected.`,
  })
