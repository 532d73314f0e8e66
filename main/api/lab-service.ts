import { machineOfSettings } from '../lab/lab-context.ts'
import { TaskRunner } from '../lab/tasks/task-runner.ts'
import { openStore } from '../store/open-store.ts'
import { Cancelled } from '../system/errors.ts'
import { databaseFile, type Paths } from '../system/paths.ts'
import { callMessageSchema } from './call-message.ts'
import type { CallMessage, LabEvent, ServerMessage } from './contract.ts'
import { dispatch } from './dispatch.ts'
import { EventBatch } from './event-batch.ts'
import { handlersOf } from './handlers/index.ts'
import type { Service } from './handlers/handlers.ts'

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
  const tell = (event: LabEvent) => {
    batch.add(event)
  }
  const tasks = new TaskRunner(tell)
  const machine = () => machineOfSettings(paths)
  const handlers = handlersOf({ paths, environment, store, tasks, tell, machine, printPdf })
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
      const gone = new AbortController()
      const answer = async ({ id, ...asked }: CallMessage) => {
        const result = await dispatch(handlers, asked, gone.signal)
        if (!gone.signal.aborted) send({ id, result })
      }
      return {
        receive: (message) => {
          const { success, data } = callMessageSchema.safeParse(message)
          if (success) void answer(data)
          return success
        },
        close: () => {
          clients.delete(send)
          gone.abort(new Cancelled('the client has gone'))
        },
      }
    },
    shutdown: ({ clusters }) => (closing ??= close(clusters)),
  }
}

const printOnThisMachine: Service['printPdf'] = async (html, signal) => {
  const { printPdf } = await import('../lab/print-pdf.ts')
  return printPdf(html, signal)
}
