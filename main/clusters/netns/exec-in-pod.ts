import { randomUUID } from 'node:crypto'
import { setTimeout as delay } from 'node:timers/promises'
import type { Exec } from '../../system/exec.ts'
import type { PodExecOptions, PodExecResult } from '../cluster.ts'
import type { Holder } from './holder.ts'
import type { NamespaceFiles } from './privilege.ts'

/** Environment variable by which all processes of one execution are found again, whatever they forked. */
const mark = 'CNILAB_EXEC'

const killScript = `grep -lsF "${mark}=$1" /proc/[0-9]*/environ | while IFS=/ read -r _ _ pid _; do kill -KILL "$pid"; done`
const killIntervalMs = 50
const killDeadlineMs = 5_000

/** Runs `argv` in a Pod to its end. When aborted, everything it started is ended before the signal's reason is thrown. */
export async function execInPod(
  exec: Exec,
  holder: Holder,
  files: NamespaceFiles,
  argv: readonly string[],
  { signal, onStdout }: PodExecOptions,
): Promise<PodExecResult> {
  signal.throwIfAborted()
  const id = randomUUID()
  const command = holder.enter(argv, { files, environment: { [mark]: id } })
  const running = exec(command.file, command.args, {
    onFailure: 'return',
    doing: `run ${argv[0] ?? 'a command'}`,
    ...(onStdout && {
      onStdoutLine: (line) => {
        onStdout(`${line}\n`)
      },
    }),
  })
  const ended = running.then(
    () => 'ended' as const,
    () => 'ended' as const,
  )
  const aborted = Promise.withResolvers<'aborted'>()
  const onAbort = () => {
    aborted.resolve('aborted')
  }
  signal.addEventListener('abort', onAbort)
  try {
    if ((await Promise.race([ended, aborted.promise])) === 'aborted') await kill(exec, holder, id, ended)
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
  signal.throwIfAborted()
  return await running
}

/**
 * Ends an execution from inside. Ending nsenter from outside would leave its child running, and is not allowed at all when it runs
 * by sudo. Asked again until it has ended, because it may be between two forks, or not inside yet.
 */
async function kill(exec: Exec, holder: Holder, id: string, ended: Promise<'ended'>): Promise<void> {
  const deadline = Date.now() + killDeadlineMs
  const { file, args } = holder.enter(['sh', '-c', killScript, 'kill-marked', id])
  for (;;) {
    await exec(file, args, { onFailure: 'return' }).catch(() => undefined)
    const state = await Promise.race([ended, delay(killIntervalMs, 'running')])
    if (state === 'ended' || Date.now() > deadline) return
  }
}
