import { defaultPaths } from '../system/paths.ts'
import type { ServerMessage } from './contract.ts'
import { createLabService } from './lab-service.ts'

/** What a utility process of the desktop shell has to its parent; typed here, since only the shell knows of Electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: ServerMessage | { readonly control: 'ended' }): void
}

interface Shutdown {
  readonly control: 'shutdown'
  readonly clusters: 'delete' | 'keep'
}

// The lab as a process of the desktop shell, which passes on what its windows say.
const { parentPort } = process as unknown as { readonly parentPort?: ParentPort }
if (!parentPort) throw new Error('This is started by the desktop shell. In a terminal: cnilab serve')
attach(parentPort)

function attach(parent: ParentPort): void {
  const service = createLabService({ paths: defaultPaths(), environment: process.env })
  const client = service.connect((message) => {
    parent.postMessage(message)
  })
  parent.on('message', ({ data }) => {
    if (!isShutdown(data)) {
      client.receive(data)
      return
    }
    void service.shutdown({ clusters: data.clusters }).then(() => {
      parent.postMessage({ control: 'ended' })
    })
  })
}

const isShutdown = (message: unknown): message is Shutdown =>
  typeof message === 'object' &&
  message !== null &&
  'control' in message &&
  message.control === 'shutdown' &&
  'clusters' in message &&
  (message.clusters === 'delete' || message.clusters === 'keep')
