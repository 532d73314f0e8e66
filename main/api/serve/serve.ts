import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { explaining } from '../../system/errors.ts'
import { longestMessage } from '../limits.ts'
import { createLabService, type LabService, type ServiceOptions } from '../lab-service.ts'
import { Access } from './access.ts'
import { pageFolder, requirePage } from './page-files.ts'
import { answerRequest } from './requests.ts'
import { Sockets } from './sockets.ts'

export interface ServeOptions extends ServiceOptions {
  /** 0 for any that is free. */
  readonly port: number
  /** Told each link that lets one browser in: the first, and a new one whenever one has been used. */
  readonly onLink: (url: string) => void
  /** Where the built page is, if elsewhere. */
  readonly folder?: string
  /** In bytes; a client that has more unread is let go. More than the longest export unless told. */
  readonly mostUnread?: number
}

export interface Served {
  readonly port: number
  readonly service: LabService
  /** Cancels what runs, waits for it, and ends every connection. */
  close(): Promise<void>
}

const address = '127.0.0.1'

/** The lab and its page for browsers of this machine. @throws LabError when the page, the port or the store is not to be had */
export async function serve({
  port: wanted,
  onLink,
  folder = pageFolder,
  mostUnread = longestMessage,
  ...options
}: ServeOptions): Promise<Served> {
  requirePage(folder)
  const server = createServer()
  const port = await listen(server, wanted)
  try {
    const service = createLabService(options)
    const access = new Access(port)
    const sockets = new Sockets(service, access, mostUnread)
    const tellLink = () => {
      onLink(`http://${address}:${String(port)}/open?token=${access.token}`)
    }
    server.on('request', (request, response) => {
      void answerRequest(request, response, { folder, access, onOpened: tellLink })
    })
    server.on('upgrade', (request, socket, head) => {
      sockets.upgrade(request, socket, head)
    })
    tellLink()
    const close = async () => {
      await service.shutdown({ clusters: 'delete' })
      sockets.close()
      server.close()
      server.closeAllConnections()
    }
    return { port, service, close }
  } catch (error) {
    server.close()
    throw error
  }
}

const listen = (server: ReturnType<typeof createServer>, port: number): Promise<number> =>
  explaining(
    {
      code: 'bad-usage',
      title: `Cannot listen on port ${String(port)}`,
      hint: 'Name another with --port, or none: any that is free is taken.',
    },
    async () => {
      server.listen(port, address)
      await once(server, 'listening')
      return (server.address() as AddressInfo).port
    },
  )
