import { access } from 'node:fs/promises'
import { LabError } from '../../system/errors.ts'
import type { CommandResult, Exec, ExecOptions } from '../../system/exec.ts'
import { startLongProcess, type LongProcess } from '../../system/long-process.ts'
import { poll } from '../../system/poll.ts'
import { nsenterCommand, unshareCommand, type NamespaceFiles, type Privilege } from './privilege.ts'

/**
 * PID 1 of the cluster. It reads its standard input and does nothing else: when the program that started it ends, even by kill -9, the
 * pipe closes, PID 1 ends, and the kernel ends all its processes and with them its namespaces and interfaces.
 * Its number is read from the /proc it starts with, which still counts as the host does. SIGCHLD ignored: the kernel buries orphans.
 */
const holderScript = [
  'read -r pid rest </proc/self/stat',
  'mount -t proc proc /proc',
  `trap '' CHLD`,
  'echo "ready $pid"',
  'exec cat >/dev/null',
].join(' && ')

const startDeadlineMs = 10_000
const endDeadlineMs = 5_000

/** Where in the cluster a program runs: in its own namespaces, unless in those that files stand for. */
interface Inside {
  readonly files?: NamespaceFiles
  readonly environment?: Readonly<Record<string, string>>
}

/** The namespaces of one cluster: they live as long as this. */
export interface Holder extends AsyncDisposable {
  /** Of PID 1, as the host counts. */
  readonly pid: number
  /** Runs a program to its end. */
  run(argv: readonly string[], options: ExecOptions & Inside): Promise<CommandResult>
  /** Starts a program that ends with the cluster. */
  start(argv: readonly string[], options: Inside & { readonly doing: string }): Promise<LongProcess>
  /** Runs shell lines in the cluster's own namespaces; stops at the first that fails. */
  apply(lines: readonly string[], options: ExecOptions): Promise<CommandResult>
}

/** Makes the namespaces. `owner` is shown in the process list. */
export async function startHolder(
  exec: Exec,
  { privilege, owner, signal }: { readonly privilege: Privilege; readonly owner: string; readonly signal: AbortSignal },
): Promise<Holder> {
  const doing = 'make namespaces'
  const { file, args } = unshareCommand(privilege, ['sh', '-c', holderScript, `cnilab-holder:${owner}`])
  await using stack = new AsyncDisposableStack()
  const process = stack.use(await startLongProcess(file, args, { doing }))
  const [, reported = ''] = await process.waitForLine(/^ready (\d+)$/, { signal, timeoutMs: startDeadlineMs })
  const pid = Number(reported)
  stack.move()
  const run: Holder['run'] = (argv, { files, environment, ...options }) => {
    const inside = nsenterCommand(privilege, pid, argv, { files, environment })
    return exec(inside.file, inside.args, options)
  }
  return {
    pid,
    run,
    start: (argv, { files, environment, doing: begun }) => {
      const inside = nsenterCommand(privilege, pid, argv, { files, environment })
      return startLongProcess(inside.file, inside.args, { doing: begun })
    },
    apply: (lines, options) => run(['sh', '-eu'], { ...options, input: `${lines.join('\n')}\n` }),
    async [Symbol.asyncDispose]() {
      await process[Symbol.asyncDispose]()
      await waitUntilGone(pid)
    },
  }
}

async function waitUntilGone(pid: number): Promise<void> {
  const look = async () => !(await exists(pid)) || undefined
  if (await poll(look, { timeoutMs: endDeadlineMs, pauseMs: 20 })) return
  throw new LabError({
    code: 'cluster-failed',
    title: 'Cannot end the cluster',
    message: `The process ${String(pid)}, which holds its namespaces, is still there.`,
    hint: `sudo kill -9 ${String(pid)}`,
  })
}

async function exists(pid: number): Promise<boolean> {
  try {
    await access(`/proc/${String(pid)}`)
    return true
  } catch {
    return false
  }
}
