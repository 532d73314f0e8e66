import { LabError } from '../system/errors.ts'

interface SqliteError extends Error {
  readonly errcode: number
}

const isSqliteError = (thrown: unknown): thrown is SqliteError =>
  thrown instanceof Error && 'errcode' in thrown && typeof thrown.errcode === 'number'

const advice = {
  locked: 'Another program keeps the file locked. Close other instances of CNI Lab, or wait, then try again.',
  damaged: 'Move the file away to start with an empty history, or put a backup in its place.',
  unwritable: 'Check that the folder exists, that you may write to it, and that the disk is not read-only.',
  full: 'Free some disk space, then try again.',
}

/** Primary result codes, the low byte of an extended one. Source: https://www.sqlite.org/rescode.html */
const hints: Readonly<Record<number, string>> = {
  3: advice.unwritable,
  5: advice.locked,
  6: advice.locked,
  8: advice.unwritable,
  10: advice.unwritable,
  11: advice.damaged,
  13: advice.full,
  14: advice.unwritable,
  26: advice.damaged,
}

/** Runs something on the database; whatever the database throws becomes a LabError `store-failed` with what to do about it. */
export function storing<T>(title: string, run: () => T): T {
  try {
    return run()
  } catch (thrown) {
    if (thrown instanceof LabError || !(thrown instanceof Error)) throw thrown
    const hint = isSqliteError(thrown) ? hints[thrown.errcode & 0xff] : advice.unwritable
    throw new LabError(
      { code: 'store-failed', title, message: `${thrown.message}.`, ...(hint && { hint }) },
      { cause: thrown },
    )
  }
}

export const unknownRun = (name: string) =>
  new LabError({
    code: 'unknown-name',
    title: 'Cannot find the run',
    message: name === 'latest' ? 'There is no run yet.' : `There is no run "${name}".`,
    hint: name === 'latest' ? 'Start one: cnilab run' : 'List the runs there are: cnilab list runs',
  })

export const ambiguousRun = (prefix: string, ids: readonly string[]) =>
  new LabError({
    code: 'unknown-name',
    title: 'Cannot find the run',
    message: `Several runs begin with "${prefix}": ${ids.join(', ')}${ids.length > 3 ? ', …' : ''}.`,
    hint: 'Give more of the id.',
  })

export const unknownRaw = (runId: string, raw: number) =>
  new LabError({
    code: 'unknown-name',
    title: `Cannot read output ${String(raw)} of the run ${runId}`,
    message: 'There is no such output.',
  })

export const stillRunning = (runId: string) =>
  new LabError({
    code: 'bad-usage',
    title: `Cannot delete the run ${runId}`,
    message: 'It is still running.',
    hint: 'Cancel it first.',
  })

export const alreadyThere = (runId: string) =>
  new LabError({
    code: 'bad-usage',
    title: `Cannot import the run ${runId}`,
    message: 'There is a run of this id already, and it is not the same.',
    hint: 'To have the other one, delete this one first.',
  })
