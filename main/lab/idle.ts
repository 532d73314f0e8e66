import { setTimeout as delay } from 'node:timers/promises'
import { busyShare, readCpuTime } from '../system/cpu.ts'
import { toLabErrorDetails } from '../system/errors.ts'
import type { Participant } from './participant.ts'
import type { Recorder } from './recorder.ts'

const settleMs = 5_000
const measureMs = 4_000

/**
 * How busy the machine is with nothing being measured: with every cluster running, then with all but one paused as during the
 * measurements. The ratio says what pausing is worth here.
 */
export async function measureIdle(
  participants: readonly Participant[],
  recorder: Recorder,
  signal: AbortSignal,
): Promise<void> {
  const [first, ...others] = participants
  if (!first || others.length === 0) return
  const steps = recorder.steps(null)
  try {
    await Promise.all(participants.map((participant) => participant.resume(signal)))
    const running = await steps.step('Measuring idle load, all running', () => busyOverTime(signal), 'probe')
    await Promise.all(others.map((participant) => participant.pause(signal)))
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
