import { utilityProcess, type UtilityProcess } from 'electron'
import type { CallMessage, ServerMessage } from '../api/contract.ts'
import type { ClustersAtEnd, LabLink, LinkListener } from './lab-link.ts'
import type { LogFile } from './log-file.ts'
import { Outbox } from './outbox.ts'
import { restartDelayMs } from './restarts.ts'

type FromService = ServerMessage | { readonly control: 'ended' }

export interface ServiceOptions {
  readonly file: string
  readonly environment: () => Promise<Record<string, string>>
  readonly log: LogFile
  /** It died again and again: nothing more is tried. */
  readonly onGivenUp: (outputTail: string) => void
}

const tailCharacters = 4_000
/** Deleting clusters takes its time; a program that does not end at all is worse than a cluster left over, which the lab finds again. */
const endGraceMs = { keep: 10_000, delete: 120_000 } as const

/** The lab of this program's own, in a process beside it, so that neither waits for the other. */
export class ServiceLink implements LabLink {
  readonly attachedTo = null
  readonly #options: ServiceOptions
  readonly #outbox = new Outbox()
  readonly #diedAtMs: number[] = []
  #listener: LinkListener | undefined
  #process: UtilityProcess | undefined
  #outputTail = ''
  #ended: (() => void) | undefined
  #isClosing = false

  constructor(options: ServiceOptions) {
    this.#options = options
  }

  open(listener: LinkListener): void {
    this.#listener = listener
    void this.#start()
  }

  send(message: CallMessage): void {
    this.#outbox.send(message)
  }

  async close(clusters: ClustersAtEnd): Promise<void> {
    this.#isClosing = true
    const service = this.#process
    if (!service) return
    await new Promise<void>((resolve) => {
      this.#ended = resolve
      setTimeout(resolve, endGraceMs[clusters])
      service.postMessage({ control: 'shutdown', clusters })
    })
    service.kill()
  }

  async #start(): Promise<void> {
    const { file, environment, log } = this.#options
    const env = await environment()
    if (this.#isClosing) return
    log.append(`\n${new Date().toISOString()} starting the lab service\n`)
    const service = utilityProcess.fork(file, [], { serviceName: 'CNI Lab service', stdio: 'pipe', env })
    this.#process = service
    this.#keepOutput(service)
    service.once('spawn', () => {
      this.#listener?.state(true)
      this.#outbox.connected((message) => {
        service.postMessage(message)
      })
    })
    service.on('message', (message: FromService) => {
      if ('control' in message) this.#ended?.()
      else this.#listener?.message(message)
    })
    service.once('exit', (code) => {
      this.#exited(code)
    })
  }

  #keepOutput(service: UtilityProcess): void {
    this.#outputTail = ''
    for (const stream of [service.stdout, service.stderr])
      stream?.on('data', (chunk: Buffer) => {
        const text = chunk.toString()
        this.#options.log.append(text)
        this.#outputTail = (this.#outputTail + text).slice(-tailCharacters)
      })
  }

  #exited(code: number): void {
    this.#process = undefined
    this.#outbox.lost()
    this.#listener?.state(false)
    this.#ended?.()
    if (this.#isClosing) return
    this.#options.log.append(`${new Date().toISOString()} it ended with exit code ${String(code)}\n`)
    this.#diedAtMs.push(performance.now())
    const delayMs = restartDelayMs(this.#diedAtMs)
    if (delayMs === undefined) this.#options.onGivenUp(this.#outputTail)
    else setTimeout(() => void this.#start(), delayMs)
  }
}
