import { setTimeout as delay } from 'node:timers/promises'
import { busyShare, readCpuTime } from '../system/cpu.ts'
import { toLabErrorDetails } from '../system/errors.ts'
import type { VariantSession } from './variant-session.ts'
import type { Recorder } from './recorder.ts'

const settleMs = 5_000
const measureMs = 4_000

/**
 * How busy the machine is with nothing being measured: with every cluster running, then with all but one paused as during the
 * measurements. The ratio says what pausing is worth here.
 */
export async function measureIdle(
  sessions: readonly VariantSession[],
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const [first, ...others] = sessions
  if (!first || others.length === 0) return
  const steps = recorder.steps(null)
  try {
    await Promise.all(sessions.map((session) => session.resume(signal)))
    const running = await steps.step('Measuring idle load, all running', () => busyOverTime(signal), 'probe')
    await Promise.all(others.map((session) => session.pause(signal)))
    const paused = await steps.step('Measuring idle load, others paused', () => busyOverTime(signal), 'probe')
    recorder.append({ type: 'idle.measured', running, paused })
  } catch (error) {
    signal.throwIfAborted()
    // Everything asked for has been measured by now: that this is missing must not take it away.
    steps.log(toLabErrorDetails(error, 'Cannot measure the idle load').message)
  }
}

async function busyOverTime(signal: AbortSignal): Promise<number> {
  await delay(settleMs, undefined, { signal })
  const before = readCpuTime()
  await delay(measureMs, undefined, { signal })
  return busyShare(before, readCpuTime())
}
