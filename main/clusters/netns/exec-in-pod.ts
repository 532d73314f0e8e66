import { randomUUID } from 'node:crypto'
import { poll } from '../../system/poll.ts'
import { unlessAborted } from '../../system/unless-aborted.ts'
import type { PodExecOptions, PodExecResult } from '../cluster.ts'
import type { Holder } from './holder.ts'
import type { NamespaceFiles } from './privilege.ts'

/** Environment variable by which all processes of one execution are found again, whatever they forked. */
const mark = 'CNILAB_EXEC'

const killScript = `grep -lsF "${mark}=$1" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do kill -KILL "$pid"; done`
const killPatience = { timeoutMs: 5_000, pauseMs: 50 }

/** Runs `argv` in a Pod to its end. When aborted, everything it started is ended before the signal's reason is thrown. */
export async function execInPod(
  holder: Holder,
  files: NamespaceFiles,
  argv: readonly string[],
  { signal, onStdout }: PodExecOptions,
): Promise<PodExecResult> {
  signal.throwIfAborted()
  const id = randomUUID()
  let hasEnded = false
  const running = holder
    .run(argv, {
      files,
      environment: { [mark]: id },
      onFailure: 'return',
      doing: `run ${argv[0] ?? 'a command'}`,
      ...(onStdout && {
        onStdoutLine: (line) => {
          onStdout(`${line}\n`)
        },
      }),
    })
    .finally(() => {
      hasEnded = true
    })
  try {
    return await unlessAborted(running, signal)
  } catch (error) {
    // Ending nsenter from outside would leave its child running, and is not allowed at all when it runs by sudo. Done again until
    // it has ended, because it may be between two forks, or not inside yet.
    const kill = async () => {
      if (hasEnded) return true
      await holder.run(['sh', '-c', killScript, 'kill-marked', id], { onFailure: 'return' }).catch(() => undefined)
      return undefined
    }
    await poll(kill, killPatience)
    throw error
  }
}
