import { Writable } from 'node:stream'
import type { Exec as WebSocketExec, V1Status } from '@kubernetes/client-node'
import type { PodExecOptions, PodExecResult } from '../cluster.ts'
import { LabError } from '../../system/errors.ts'
import { shellQuote } from '../../system/exec.ts'
import { unlessAborted } from '../../system/unless-aborted.ts'
import { explain } from './api-error.ts'

interface Address {
  readonly namespace: string
  readonly pod: string
  /** The first one unless given. */
  readonly container?: string
}

/**
 * Runs a command in a container through the API server, by WebSocket. Aborting ends the wait at once; the command itself is
 * left to its own time limit, since Kubernetes has no way to end it.
 * @throws LabError `cluster-failed` when it could not be started, `command-failed` when it prints more than anyone can use; the
 *   signal's reason when aborted.
 */
export async function execInPod(
  webSocketExec: Pick<WebSocketExec, 'exec'>,
  { namespace, pod, container = '' }: Address,
  argv: readonly string[],
  { signal, onStdout }: PodExecOptions,
): Promise<PodExecResult> {
  signal.throwIfAborted()
  const title = `Cannot run ${argv[0] ?? 'a command'} in Pod ${namespace}/${pod}`
  const { promise: ended, resolve, reject } = Promise.withResolvers<V1Status>()
  const tooMuch = () => {
    reject(printsTooMuch(title, argv))
  }
  const [stdout, stderr] = [collect(tooMuch, onStdout), collect(tooMuch)]
  const outputs = [stdout.stream, stderr.stream] as const
  const connecting = webSocketExec.exec(namespace, pod, container, [...argv], ...outputs, null, false, resolve)
  connecting.then((socket) => {
    socket.on('close', () => {
      reject(new Error('the connection was closed before the command ended'))
    })
  }, reject)
  try {
    const status = await unlessAborted(ended, signal)
    return { stdout: stdout.text(), stderr: stderr.text(), exitCode: exitCodeOf(status) }
  } catch (error) {
    signal.throwIfAborted()
    throw explain(error, title)
  } finally {
    connecting.then(
      (socket) => {
        socket.close()
      },
      () => undefined,
    )
  }
}

/** Kubernetes reports an exit code as a cause of a failed status; a failure without one never started. */
export function exitCodeOf(status: V1Status): number {
  if (status.status === 'Success') return 0
  const code = status.details?.causes?.find(({ reason }) => reason === 'ExitCode')?.message
  if (code === undefined) throw new Error(status.message ?? 'the command could not be started')
  return Number(code)
}

/** Of each output: some times what the most talkative probe prints. */
const mostOutputBytes = 16 * 1024 * 1024

const printsTooMuch = (title: string, [file = '', ...args]: readonly string[]) =>
  new LabError({
    code: 'command-failed',
    title,
    message: `it printed more than ${String(mostOutputBytes / 1024 ** 2)} MiB, and was not listened to any longer.`,
    command: shellQuote(file, args),
  })

function collect(onTooMuch: () => void, onChunk?: (chunk: string) => void) {
  const chunks: Buffer[] = []
  let bytes = 0
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      if (bytes > mostOutputBytes) {
        chunks.length = 0
        onTooMuch()
      } else {
        chunks.push(Buffer.from(chunk))
        onChunk?.(chunk.toString('utf8'))
      }
      done()
    },
  })
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') }
}
