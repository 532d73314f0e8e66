import { z } from 'zod'
import { defaultPaths } from '../system/paths.ts'
import type { ServerMessage } from './contract.ts'
import { createLabService } from './lab-service.ts'

/** What a utility process of the desktop shell has to its parent; typed here, since only the shell knows of Electron. */
interface ParentPort {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): void
  postMessage(message: ServerMessage | { readonly control: 'ended' }): void
}

const shutdown = z.object({ control: z.literal('shutdown'), clusters: z.enum(['delete', 'keep']) })

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
    const asked = shutdown.safeParse(data)
    if (!asked.success) client.receive(data)
    else
      void service.shutdown(asked.data).then(() => {
        parent.postMessage({ control: 'ended' })
      })
  })
}
