import { readingText } from '../experiment/cell-text.ts'
import type { Probe } from '../probes/probe.ts'
import { LabError, toLabErrorDetails } from '../system/errors.ts'
import type { Measurement } from './plan.ts'
import type { Run, Sessions } from './run-under-way.ts'
import type { VariantSession } from './variant-session.ts'

/** One variant's turn, all others paused. @returns those that are still in the run */
export async function takeTurn(
  run: Run,
  session: VariantSession,
  active: Sessions,
  cells: readonly Measurement[],
  round: number,
): Promise<Sessions> {
  if (cells.length === 0) return active
  const { signal } = run
  const { intensity, seed, userPolicies } = run.spec
  const choice = { intensity, seed, ...(userPolicies !== undefined && { userPolicies }) }
  const others = active.filter((other) => other !== session)
  const paused = await Promise.all(others.map((other) => unlessItFails(run, other, () => other.pause(signal))))
  const stays = await unlessItFails(run, session, async () => {
    await session.resume(signal)
    await session.read(cells, round, choice, signal)
  })
  return [...others.filter((_, index) => paused[index]), ...(stays ? [session] : [])]
}

/** Does something with one session; where that fails, it is left out of the rest of the run. @returns whether it does */
export async function unlessItFails(
  { recorder, signal }: Run,
  session: VariantSession,
  act: () => Promise<void>,
): Promise<boolean> {
  try {
    await act()
    return true
  } catch (error) {
    signal.throwIfAborted()
    const variant = session.variant.id
    const details = toLabErrorDetails(error, `Cannot go on with ${variant}`)
    recorder.append({ type: 'variant.failed', variant, error: details })
    await session.quarantine(signal)
    return false
  }
}

/** What a variant still lacks in a round: what was recorded before the run was interrupted is not read again. */
export function unreadBy({ store, recorder, cells }: Run, repeat: Probe['repeat']) {
  const { readings } = store.run(recorder.runId)
  const done = new Set(readings.filter(({ outcome }) => outcome.state === 'recorded').map(readingText))
  return (variant: string, round: number): readonly Measurement[] =>
    cells.filter(
      ({ probe, ...cell }) =>
        probe.repeat === repeat && !done.has(readingText({ ...cell, variant, probe: probe.id, round })),
    )
}

export const everyVariantFailed = () =>
  new LabError({
    code: 'cluster-failed',
    title: 'Cannot finish the experiment',
    message: 'every variant has failed.',
  })
