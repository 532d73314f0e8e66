import { LabError } from '../../../../main/system/errors.ts'
import type { CommandResult, Exec, ExecOptions } from '../../../../main/system/exec.ts'
import { fixture } from '../../fixture.ts'

export interface Call {
  readonly file: string
  readonly args: readonly string[]
  readonly options: ExecOptions
}

type Answer = Partial<CommandResult> | undefined
export type Behaviour = (call: Call, line: string) => Answer | Promise<Answer>

/**
 * A machine with an engine and kind, in memory: `kind create` makes three containers, `kind delete` removes them, `pause` and
 * `unpause` are remembered. Images are all there. A behaviour may answer first.
 */
export class FakeHost {
  readonly calls: Call[] = []
  /** Cluster → its containers. */
  readonly clusters = new Map<string, string[]>()
  readonly paused = new Set<string>()
  readonly #behave: Behaviour

  constructor(behave: Behaviour = () => undefined) {
    this.#behave = behave
  }

  get lines(): readonly string[] {
    return this.calls.map(({ file, args }) => [file, ...args].join(' '))
  }

  addCluster(name: string): void {
    this.clusters.set(name, [`${name}-control-plane`, `${name}-worker`, `${name}-worker2`])
  }

  readonly exec: Exec = async (file, args, options = {}) => {
    options.signal?.throwIfAborted()
    const call = { file, args, options }
    this.calls.push(call)
    const answer = (await this.#behave(call, [file, ...args].join(' '))) ?? this.#answer(call)
    options.signal?.throwIfAborted()
    const result = { stdout: '', stderr: '', exitCode: 0, ...answer }
    for (const line of result.stderr.split('\n')) if (line !== '') options.onStderrLine?.(line)
    if (result.exitCode !== 0 && options.onFailure !== 'return') throw failureOf(call, result)
    return result
  }

  #answer({ file, args }: Call): Answer {
    const [verb, noun] = args
    if (file !== 'docker') return this.#kind(args)
    if (verb === 'ps') return { stdout: this.#ps(args) }
    if (verb === 'info') return { stdout: fixture('docker/docker-20.10.24-info.json') }
    if (verb === 'image' && noun === 'inspect') return { stdout: fixture('docker/docker-20.10.24-image-inspect.json') }
    if (verb === 'pause') for (const name of args.slice(1)) this.paused.add(name)
    if (verb === 'unpause') for (const name of args.slice(1)) this.paused.delete(name)
    if (args.includes('ctr')) return { stdout: fixture('kubernetes/containerd-1.6.20-images-ls-q.txt') }
    return {}
  }

  #kind(args: readonly string[]): Answer {
    const name = args[args.indexOf('--name') + 1] ?? ''
    if (args[0] === 'version') return { stdout: fixture('kind/kind-0.33.0-version.txt') }
    if (args[0] === 'create') {
      this.addCluster(name)
      return { stderr: fixture('kind/kind-0.33.0-create.txt') }
    }
    if (args[0] === 'delete') this.clusters.delete(name)
    return {}
  }

  #ps(args: readonly string[]): string {
    const label = args.find((word) => word.startsWith('label='))?.split('=')[2]
    if (label === undefined)
      return [...this.clusters].flatMap(([name, containers]) => containers.map(() => name)).join('\n')
    const containers = this.clusters.get(label) ?? []
    const isAsked = (name: string) =>
      args.includes('status=paused')
        ? this.paused.has(name)
        : !args.includes('status=running') || !this.paused.has(name)
    return containers.filter(isAsked).join('\n')
  }
}

const failureOf = ({ file, options }: Call, { exitCode, stderr }: CommandResult) =>
  new LabError({
    code: 'command-failed',
    title: `Cannot ${options.doing ?? `run ${file}`}`,
    message: stderr.trim().split('\n').at(-1) ?? '',
    exitCode,
    stderrTail: stderr,
  })
