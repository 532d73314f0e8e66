import { machineOfSettings, type LabNews } from '../lab/lab-context.ts'
import { TaskRunner } from '../lab/tasks/task-runner.ts'
import { openStore } from '../store/open-store.ts'
import { Cancelled } from '../system/errors.ts'
import { databaseFile, type Paths } from '../system/paths.ts'
import type { LabEvent, ServerMessage } from './contract.ts'
import { dispatch } from './dispatch.ts'
import { EventBatch } from './event-batch.ts'
import { handlersOf } from './handlers/index.ts'
import type { Service } from './handlers/handlers.ts'
import { callMessageSchema } from './call-message.ts'

export interface ServiceOptions {
  readonly paths: Paths
  readonly environment: NodeJS.ProcessEnv
  /** The HTML report on paper; by a browser of this machine unless told. */
  readonly printPdf?: Service['printPdf']
}

/** One who asks: a page, by whatever way its messages come. */
export interface ServiceClient {
  /** Takes a message in; the answer is sent when it is there. @returns false where it is not a call at all */
  receive(message: unknown): boolean
  /** Nobody waits for answers any more. Tasks go on. */
  close(): void
}

export interface LabService {
  /** The long jobs that its clients see. */
  readonly tasks: TaskRunner
  connect(send: (message: ServerMessage) => void): ServiceClient
  /** Cancels all tasks, and returns when they have ended. */
  shutdown(options: { readonly clusters: 'delete' | 'keep' }): Promise<void>
}

/** The lab as a service: answers calls, does long jobs as tasks, tells every client what happens. @throws LabError `store-failed` */
export function createLabService({ paths, environment, printPdf = printOnThisMachine }: ServiceOptions): LabService {
  const store = openStore(databaseFile(paths))
  const clients = new Set<(message: ServerMessage) => void>()
  const batch = new EventBatch((events) => {
    for (const send of clients) send({ events })
  })
  const emit = (event: LabEvent) => {
    batch.add(event)
  }
  const tasks = new TaskRunner({
    changed: (change) => {
      emit({ name: 'task:changed', payload: change })
    },
    logged: (id, part) => {
      emit({ name: 'task:logged', payload: { id, ...part } })
    },
  })
  const handlers = handlersOf({
    paths,
    environment,
    store,
    tasks,
    emit,
    news: newsFor(emit),
    machine: () => machineOfSettings(paths),
    printPdf,
  })
  let closing: Promise<void> | undefined
  const close = async (clusters: 'delete' | 'keep') => {
    await tasks.close(clusters)
    batch.flush()
    clients.clear()
    store[Symbol.dispose]()
  }
  return {
    tasks,
    connect: (send) => {
      clients.add(send)
      return new Client(handlers, send, () => clients.delete(send))
    },
    shutdown: ({ clusters }) => (closing ??= close(clusters)),
  }
}

const newsFor = (emit: (event: LabEvent) => void): LabNews => ({
  runsChanged: (runId) => {
    emit({ name: 'runs:changed', payload: { runId } })
  },
  clustersChanged: () => {
    emit({ name: 'clusters:changed', payload: null })
  },
  measured: (runId, { variant, probe, caseId, path, round, metrics }) => {
    emit({ name: 'run:measured', payload: { runId, variant, probe, caseId, path, round, metrics } })
  },
})

const printOnThisMachine: Service['printPdf'] = async (html, signal) => {
  const { printPdf } = await import('../lab/print-pdf.ts')
  return printPdf(html, signal)
}

class Client implements ServiceClient {
  readonly #handlers: Parameters<typeof dispatch>[0]
  readonly #send: (message: ServerMessage) => void
  readonly #forget: () => void
  readonly #gone = new AbortController()

  constructor(handlers: Parameters<typeof dispatch>[0], send: (message: ServerMessage) => void, forget: () => void) {
    this.#handlers = handlers
    this.#send = send
    this.#forget = forget
  }

  receive(message: unknown): boolean {
    const parsed = callMessageSchema.safeParse(message)
    if (!parsed.success) return false
    void this.#answer(parsed.data)
    return true
  }

  close(): void {
    this.#forget()
    this.#gone.abort(new Cancelled('the client has gone'))
  }

  async #answer({ id, ...asked }: { id: number; call: string; input?: unknown }): Promise<void> {
    const result = await dispatch(this.#handlers, asked, this.#gone.signal)
    if (!this.#gone.signal.aborted) this.#send({ id, result })
  }
}
