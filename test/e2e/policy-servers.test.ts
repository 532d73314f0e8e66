import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { parseObservation } from '../../main/probes/policy/parse-observation.ts'
import { serveScript } from '../../main/probes/policy/serve-script.ts'
import { checkArguments, type Dial } from '../../main/probes/policy/check-script.ts'
import { exec } from '../../main/system/exec.ts'

const [address, another] = ['127.0.0.1', '127.0.0.2']
let ports: readonly number[]
let ending: AbortController
let serving: Promise<unknown>

/** What the Pods of the policy check run, here, and the tries of it: real socat and curl. */
beforeEach(async () => {
  ports = [await freePort(), await freePort(), await freePort()]
  const [tcp, udp, http] = ports.map(String)
  ending = new AbortController()
  const env = { NAME: 'cnilab-x/a', ADDRESSES: `${address},${another}`, TCP: tcp, UDP: udp, HTTP: http }
  serving = exec('sh', ['-c', serveScript], { signal: ending.signal, env, doing: 'serve' }).catch(() => undefined)
  await vi.waitFor(
    async () => {
      for (const { connectivity } of await observe(dials(address))) expect(connectivity).toBe('allowed')
    },
    { timeout: 20_000 },
  )
})

afterEach(async () => {
  ending.abort()
  await serving
})

async function freePort(): Promise<number> {
  const server = createServer().listen(0, address)
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

function dials(of: string): readonly Dial[] {
  const [tcp = 0, udp = 0, http = 0] = ports
  return [
    { how: 'TCP', address: of, port: tcp },
    { how: 'UDP', address: of, port: udp },
    { how: 'HTTP', address: `http://${of}:${String(http)}/public`, port: http, options: '-X POST -H X-Cnilab:yes' },
  ]
}

async function observe(targets: readonly Dial[]) {
  const [program = '', ...args] = checkArguments(targets)
  return parseObservation((await exec(program, args)).stdout, targets)
}

async function send(text: string): Promise<void> {
  const socket = createSocket('udp4')
  const sent = Promise.withResolvers<undefined>()
  socket.send(text, ports[1] ?? 0, address, () => {
    sent.resolve(undefined)
  })
  await sent.promise
  socket.close()
}

describe('the servers that policies are tried with', () => {
  it('answer over TCP, UDP and HTTP on each of their addresses, and say whom they see', async () => {
    for (const of of [address, another])
      for (const answer of await observe(dials(of)))
        expect(answer).toEqual({ connectivity: 'allowed', server: 'cnilab-x/a', seenAs: address })
  })

  it('tell a shut port by the refusal', async () => {
    const shut = dials(address).map((dial) => ({ ...dial, port: 1, address: dial.address.replace(/:\d+\//, ':1/') }))
    for (const { connectivity } of await observe(shut)) expect(connectivity).toBe('refused')
  })

  it('answer over UDP again soon after questions without an end, or whose askers are gone', async () => {
    const udp = dials(address).slice(1, 2)
    await Promise.all(Array.from({ length: 100 }, (_, index) => send(['', 'no end', 'gone\n'][index % 3] ?? '')))
    await vi.waitFor(
      async () => {
        const answers = await observe([...udp, ...udp, ...udp, ...udp])
        expect(answers.map(({ connectivity, server }) => [connectivity, server])).toEqual(
          Array.from({ length: 4 }, () => ['allowed', 'cnilab-x/a']),
        )
      },
      { timeout: 10_000 },
    )
  })
})
