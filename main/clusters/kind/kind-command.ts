import { LabError } from '../../system/errors.ts'
import { tail, type CommandResult, type Exec, type ExecOptions } from '../../system/exec.ts'
import { poll } from '../../system/poll.ts'
import type { StepReporter } from '../cluster.ts'
import { explained, explanationOf, innermostWords, type Explanation } from '../known-causes/explain.ts'
import { nodeCauses } from '../known-causes/node-causes.ts'
import { parseCreateLine } from './create-progress.ts'
import type { Engine } from './engine.ts'

const createTimeoutMs = 10 * 60_000
const deleteTimeoutMs = 120_000
const logsTimeoutMs = 60_000
/** What was asked of the engine before a creation was cancelled comes within this time. */
const deletionPatience = { timeoutMs: 60_000, pauseMs: 2_000 }

/** The `kind` program with one engine. */
export class KindCommand {
  readonly #file: string
  readonly #engine: Engine
  readonly #exec: Exec
  readonly #deletion: typeof deletionPatience

  constructor(file: string, engine: Engine, exec: Exec, deletion = deletionPatience) {
    this.#file = file
    this.#engine = engine
    this.#exec = exec
    this.#deletion = deletion
  }

  /** @throws LabError with the cause, where it is known */
  async run(args: readonly string[], options: ExecOptions = {}): Promise<CommandResult> {
    try {
      return await this.#exec(this.#file, args, { ...options, env: this.#engine.kindEnvironment })
    } catch (error) {
      throw error instanceof LabError ? explained(error) : error
    }
  }

  /** Creates a cluster; each of kind's own steps becomes a step. The kubeconfig goes to a file of its own. */
  async create(options: {
    readonly name: string
    readonly config: string
    readonly nodeImage: string
    readonly kubeconfig: string
    readonly signal: AbortSignal
    readonly steps: StepReporter
    /** Called when a step of kind's has ended well. */
    readonly onStepDone?: (title: string) => void
  }): Promise<void> {
    const { name, config, nodeImage, kubeconfig, signal, steps, onStepDone } = options
    const progress = createProgress(steps, onStepDone)
    const args = [
      'create',
      'cluster',
      '--name',
      name,
      '--config',
      '-',
      '--image',
      nodeImage,
      '--kubeconfig',
      kubeconfig,
    ]
    try {
      await this.run([...args, '--retain'], {
        signal,
        input: config,
        timeoutMs: createTimeoutMs,
        doing: `create the cluster ${name}`,
        onStderrLine: progress.read,
      })
    } catch (error) {
      signal.throwIfAborted()
      throw error instanceof LabError ? await this.#creationError(error, progress.said(), name) : error
    } finally {
      progress.end()
    }
  }

  /** The innermost cause: in what kind printed, or, where it only says that a node did not boot, in what the nodes did. */
  async #creationError(error: LabError, said: string, name: string): Promise<LabError> {
    const known = explanationOf(said)
    if (known?.id === 'node-not-booted') return this.#bootError(error, known, name)
    if (known) return new LabError({ ...error.details, code: known.code, message: known.message, hint: known.fix })
    const words = innermostWords(said)
    if (words === undefined) return error
    return new LabError({ ...error.details, code: 'cluster-failed', message: words }, { cause: error })
  }

  async #bootError(error: LabError, booting: Explanation, name: string): Promise<LabError> {
    const lastWords = await this.#engine.lastWordsOf(name).catch(() => '')
    const { message, fix, code } = explanationOf(lastWords, nodeCauses) ?? booting
    const details = { ...error.details, code, message, hint: fix }
    return new LabError(lastWords === '' ? details : { ...details, stderrTail: tail(lastWords) }, { cause: error })
  }

  /** Collects what a failing cluster has to say. Best effort: it must not hide the failure itself. */
  async exportLogs(name: string, folder: string): Promise<void> {
    const args = ['export', 'logs', folder, '--name', name]
    await this.run(args, { timeoutMs: logsTimeoutMs, onFailure: 'return' }).catch(() => undefined)
  }

  /**
   * Deletes a cluster and verifies by the engine's labels that nothing of it is left. Idempotent. Tried again where something is: a
   * creation that was cancelled leaves requests to the engine, whose containers come when kind has looked for them already.
   */
  async delete(name: string, kubeconfig: string): Promise<void> {
    let left: readonly string[] = []
    const look = async () => {
      left = await this.#deleteOnce(name, kubeconfig)
      return left.length === 0 || undefined
    }
    if (await poll(look, this.#deletion)) return
    throw new LabError({
      code: 'cluster-failed',
      title: `Cannot delete the cluster ${name}`,
      message: `kind said that it did, but ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} still there.`,
      hint: `Try again, or: ${this.#engine.id} rm -fv ${left.join(' ')}`,
    })
  }

  /** @returns the containers that are still there */
  async #deleteOnce(name: string, kubeconfig: string): Promise<readonly string[]> {
    // A paused container cannot be ended by every engine; and deletion must not be cancelled half-way, so no signal.
    await this.#engine.unpause(name)
    await this.#engine.removeCompanions(name)
    await this.run(['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfig], {
      timeoutMs: deleteTimeoutMs,
      doing: `delete the cluster ${name}`,
    })
    return this.#engine.containersOf(name)
  }
}

/** Of kind's output: the whole of kubeadm's log, which it prints when that has failed, is less. */
const mostLines = 500

/** Turns kind's lines into steps as they come. */
function createProgress(steps: StepReporter, onStepDone?: (title: string) => void) {
  let endStep: ((ok: boolean) => void) | undefined
  const lines: string[] = []
  const begin = (title: string) => {
    endStep?.(true)
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    endStep = (ok) => {
      endStep = undefined
      if (ok) resolve(undefined)
      else reject(new Error('kind ended in this step'))
    }
    // The failure itself is thrown by `create`; here it only marks the step.
    steps.step(title, () => promise).catch(() => undefined)
  }
  const read = (line: string) => {
    const parsed = parseCreateLine(line)
    steps.log(line)
    lines.push(line)
    if (lines.length > mostLines) lines.shift()
    if (parsed.kind === 'begun') begin(parsed.title)
    else if (parsed.kind === 'ended') {
      endStep?.(parsed.ok)
      if (parsed.ok) onStepDone?.(parsed.title)
    }
  }
  return { read, end: () => endStep?.(false), said: () => lines.join('\n') }
}
