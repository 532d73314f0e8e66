import { setTimeout as delay } from 'node:timers/promises'
import { LabError } from '../../system/errors.ts'
import type { CommandResult, Exec, ExecOptions } from '../../system/exec.ts'
import type { StepReporter } from '../cluster.ts'
import { parseCreateLine } from './create-progress.ts'
import type { Engine } from './engine.ts'

const createTimeoutMs = 10 * 60_000
const deleteTimeoutMs = 120_000
const deleteAttempts = 20
const logsTimeoutMs = 60_000

/** The `kind` program with one engine. */
export class KindCommand {
  readonly #file: string
  readonly #engine: Engine
  readonly #exec: Exec
  /** Between attempts to delete. */
  readonly #pauseMs: number

  constructor(file: string, engine: Engine, exec: Exec, pauseMs = 2_000) {
    this.#pauseMs = pauseMs
    this.#file = file
    this.#engine = engine
    this.#exec = exec
  }

  run(args: readonly string[], options: ExecOptions = {}): Promise<CommandResult> {
    return this.#exec(this.#file, args, { ...options, env: this.#engine.kindEnvironment })
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
    const progress = new CreateProgress(steps, onStepDone)
    try {
      await this.run(
        [
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
          '--retain',
        ],
        {
          signal,
          input: config,
          timeoutMs: createTimeoutMs,
          doing: `create the cluster ${name}`,
          onStderrLine: (line) => {
            progress.read(line)
          },
        },
      )
    } catch (error) {
      throw progress.error && error instanceof LabError ? withCause(error, progress.error) : error
    } finally {
      progress.end()
    }
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
    for (let attempt = 1; ; attempt++) {
      const left = await this.#deleteOnce(name, kubeconfig)
      if (left.length === 0) return
      if (attempt === deleteAttempts) throw stillThere(name, this.#engine.id, left)
      await delay(this.#pauseMs)
    }
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

const stillThere = (name: string, engine: string, left: readonly string[]) =>
  new LabError({
    code: 'cluster-failed',
    title: `Cannot delete the cluster ${name}`,
    message: `kind said that it did, but ${left.join(', ')} ${left.length === 1 ? 'is' : 'are'} still there.`,
    hint: `Try again, or: ${engine} rm -fv ${left.join(' ')}`,
  })

const withCause = (error: LabError, message: string) =>
  new LabError({ ...error.details, code: 'cluster-failed', message }, { cause: error })

/** Turns kind's lines into steps as they come. */
class CreateProgress {
  readonly #steps: StepReporter
  readonly #onStepDone: ((title: string) => void) | undefined
  #endStep: ((ok: boolean) => void) | undefined
  error: string | undefined

  constructor(steps: StepReporter, onStepDone?: (title: string) => void) {
    this.#steps = steps
    this.#onStepDone = onStepDone
  }

  read(line: string): void {
    const parsed = parseCreateLine(line)
    this.#steps.log(line)
    switch (parsed.kind) {
      case 'begun':
        this.#begin(parsed.title)
        return
      case 'ended':
        this.#endStep?.(parsed.ok)
        if (parsed.ok) this.#onStepDone?.(parsed.title)
        return
      case 'error':
        this.error ??= parsed.message
        return
      case 'other':
    }
  }

  end(): void {
    this.#endStep?.(false)
  }

  #begin(title: string): void {
    this.#endStep?.(true)
    const { promise, resolve, reject } = Promise.withResolvers<undefined>()
    this.#endStep = (ok) => {
      this.#endStep = undefined
      if (ok) resolve(undefined)
      else reject(new Error('kind ended in this step'))
    }
    // The failure itself is thrown by `create`; here it only marks the step.
    this.#steps.step(title, () => promise).catch(() => undefined)
  }
}
