import { setTimeout } from 'node:timers/promises'
import { poll } from '../../system/poll.ts'
import type { PolicyCaseSpec } from './cases/case.ts'
import { observedDenial, type Established, type RecordedCase } from './record.ts'
import { runCase, type Suite } from './run-case.ts'

const lines = 150
const quietMs = 3_000
const patience = { timeoutMs: 5_000, pauseMs: 100 }

/** Sends a line each fifth of a second over one connection, and prints what comes back over it. */
const script = `i=0
while [ $i -lt ${String(lines)} ]; do echo "line $i"; i=$((i+1)); sleep 0.2; done | timeout -s KILL 40 socat -T35 - "TCP4:$1:8002,connect-timeout=2"`

/** Opens a connection, then applies the policy that forbids it, and sees whether the connection still carries something. */
export async function runEstablished(
  spec: PolicyCaseSpec,
  suite: Suite,
): Promise<{ readonly case: RecordedCase; readonly established?: Established }> {
  const attempt = spec.steps[0]?.attempts[0]
  if (!attempt) return { case: await runCase(spec, suite) }
  const { context, fixture } = suite
  const { address } = fixture.dialer.dial(attempt)
  const argv = ['timeout', '-s', 'KILL', '45', 'sh', '-c', script, 'hold', address]
  const arrivals: number[] = []
  const onStdout = (chunk: string) => {
    arrivals.push(...[...chunk.matchAll(/line \d+/g)].map(() => Date.now()))
  }
  let linesAfter = 0
  const ended = new AbortController()
  const signal = AbortSignal.any([context.signal, ended.signal])
  const holding = fixture.dialer.exec(attempt.from, argv, { signal, onStdout }).catch((error: unknown) => {
    if (!ended.signal.aborted) throw error
    return { stdout: arrivals.map(String).join('\n'), stderr: '', exitCode: 0 }
  })
  const kept = context.record(`case ${spec.id}, the connection: times of arrival`, argv, () => holding)
  try {
    // When none come, the record tells how many there were.
    await poll(() => Promise.resolve(arrivals.length >= 3 || undefined), { ...patience, signal: context.signal })
    const linesBefore = arrivals.length
    const whileInForce = async () => {
      const sinceMs = Date.now()
      await setTimeout(quietMs, undefined, { signal: context.signal })
      linesAfter = arrivals.filter((atMs) => atMs > sinceMs).length
    }
    const ran = await runCase(spec, { ...suite, whileInForce })
    return { case: ran, established: { linesBefore, enforced: observedDenial(ran), linesAfter } }
  } finally {
    ended.abort()
    await kept.catch(() => undefined)
  }
}
