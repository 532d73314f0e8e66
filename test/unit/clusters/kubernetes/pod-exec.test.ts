import { EventEmitter } from 'node:events'
import type { Writable } from 'node:stream'
import { V1Status, type Exec } from '@kubernetes/client-node'
import { describe, expect, it } from 'vitest'
import { execInPod, exitCodeOf } from '../../../../main/clusters/kubernetes/pod-exec.ts'
import { Cancelled } from '../../../../main/system/errors.ts'
import { detailsOf } from '../../error-details.ts'
import { jsonFixture } from '../../fixture.ts'

const status = (name: string) => jsonFixture(`kubernetes/kubernetes-1.34.4-${name}.json`) as V1Status

const statusOf = (text: string): V1Status => Object.assign(new V1Status(), { status: text })
/** What a WebSocket fails with. */
class ErrorEvent extends Error {
  override message = 'Unexpected server response: 404'
}

describe('exitCodeOf', () => {
  it('reads the exit code from the status as recorded', () => {
    expect(exitCodeOf(status('exec-success'))).toBe(0)
    expect(exitCodeOf(status('exec-exit-3'))).toBe(3)
  })

  it('throws where the command never started', () => {
    expect(() => exitCodeOf(status('exec-no-program'))).toThrow('executable file not found')
    expect(() => exitCodeOf(statusOf('Failure'))).toThrow('could not be started')
  })
})

interface Connection {
  readonly stdout: Writable
  readonly stderr: Writable
  readonly end: (status: V1Status) => void
  readonly socket: FakeSocket
  readonly container: string
  readonly argv: readonly string[]
}
class FakeSocket extends EventEmitter {
  isClosed = false
  close() {
    this.isClosed = true
  }
}

/** A client whose WebSockets do what is told here. */
function clientThat(act: (connection: Connection) => void, socket = new FakeSocket()): Exec {
  const exec = (...all: [string, string, string, string[], Writable, Writable, null, boolean, Connection['end']]) => {
    const [, , container, argv, stdout, stderr, , , end] = all
    setImmediate(() => {
      act({ container, argv, stdout, stderr, end, socket })
    })
    return Promise.resolve(socket)
  }
  return { exec } as unknown as Exec
}

const address = { namespace: 'cnilab', pod: 'client', container: 'client' }
const { signal } = new AbortController()

describe('execInPod', () => {
  it('does not listen any longer to a command that prints without end, and says so', async () => {
    const socket = new FakeSocket()
    const mebibyte = Buffer.alloc(1024 ** 2)
    const client = clientThat(({ stdout }) => {
      for (let n = 0; n < 17; n++) stdout.write(mebibyte)
    }, socket)
    const details = await detailsOf(() => execInPod(client, address, ['cat', '/dev/zero'], { signal }))
    expect(details).toMatchObject({ code: 'command-failed', command: 'cat /dev/zero' })
    expect(details.message).toContain('more than 16 MiB')
    await new Promise(setImmediate)
    expect(socket.isClosed).toBe(true)
  })

  it('gives both outputs and the exit code, and closes its connection', async () => {
    const socket = new FakeSocket()
    const chunks: string[] = []
    const client = clientThat(({ stdout, stderr, end }) => {
      stdout.write('one\n')
      stdout.write('two\n')
      stderr.write('err\n')
      end(status('exec-exit-3'))
    }, socket)
    const result = await execInPod(client, address, ['sh'], { signal, onStdout: (chunk) => chunks.push(chunk) })
    expect(result).toEqual({ stdout: 'one\ntwo\n', stderr: 'err\n', exitCode: 3 })
    expect(chunks).toEqual(['one\n', 'two\n'])
    await expect.poll(() => socket.isClosed).toBe(true)
  })

  it('joins a character that came in two chunks', async () => {
    const bytes = Buffer.from('é')
    const client = clientThat(({ stdout, end }) => {
      stdout.write(bytes.subarray(0, 1))
      stdout.write(bytes.subarray(1))
      end(statusOf('Success'))
    })
    expect((await execInPod(client, address, ['sh'], { signal })).stdout).toBe('é')
  })

  it('is a LabError when the program is not there, the Pod is not there, or the connection breaks', async () => {
    const broken = {
      'executable file not found': clientThat(({ end }) => {
        end(status('exec-no-program'))
      }),
      'Unexpected server response: 404': { exec: () => Promise.reject(new ErrorEvent()) } as unknown as Exec,
      'the connection was closed before the command ended': clientThat(({ socket }) => socket.emit('close')),
    }
    for (const [message, client] of Object.entries(broken)) {
      const details = await detailsOf(() => execInPod(client, address, ['iperf3'], { signal }))
      expect(details).toMatchObject({ code: 'cluster-failed', title: 'Cannot run iperf3 in Pod cnilab/client' })
      expect(details.message).toContain(message)
    }
  })

  it("ends at once with the signal's reason, and closes its connection", async () => {
    const socket = new FakeSocket()
    const cancelling = new AbortController()
    const client = clientThat(() => {
      cancelling.abort(new Cancelled())
    }, socket)
    await expect(execInPod(client, address, ['sleep'], { signal: cancelling.signal })).rejects.toBeInstanceOf(Cancelled)
    await expect.poll(() => socket.isClosed).toBe(true)
  })
})
