import { readdir, readFile, readlink } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import type { Cluster, ContainerSpec, Pod, PodSpec, ProbePods } from '../../main/clusters/cluster.ts'
import { netnsRuntime } from '../../main/clusters/netns/netns-runtime.ts'
import type { NetnsVariant } from '../../main/cnis/netns/datapath.ts'
import { netnsRouted } from '../../main/cnis/netns/routed.ts'
import { netnsVxlan } from '../../main/cnis/netns/vxlan.ts'
import { startLongProcess } from '../../main/system/long-process.ts'

const { signal } = new AbortController()
const steps = { step: <T>(_title: string, run: () => Promise<T>) => run(), log: () => undefined }
const runtime = netnsRuntime({ viaSudo: false })
const create = (variant: NetnsVariant) => runtime.acquire(variant, { signal, steps, owner: 'a test' })

const iperf3: ContainerSpec = { name: 'iperf3', image: 'client', argv: ['iperf3', '-s', '-p', '5201'], port: 5201 }
const config = (port: number) =>
  `daemon off; master_process off; user root; pid /tmp/nginx.pid; error_log stderr; events {}
   http { access_log off; server { listen ${String(port)}; location / { return 200 "served"; } } }`
const nginx = (port: number): ContainerSpec => ({
  name: 'nginx',
  image: 'http-server',
  argv: ['sh', '-c', 'printf %s "$1" >/tmp/nginx.conf && exec nginx -c /tmp/nginx.conf', 'nginx', config(port)],
  port,
})
const podSpec = (name: string, overrides: Partial<PodSpec> = {}): PodSpec => ({
  name,
  node: 'node-a',
  hostNetwork: false,
  containers: [],
  ...overrides,
})

function pod({ pods }: ProbePods, name: string): Pod {
  const found = pods.get(name)
  if (!found) throw new Error(`there is no Pod ${name}`)
  return found
}

async function output(from: Pod, argv: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await from.exec(argv, { signal })
  if (exitCode !== 0) throw new Error(`${argv.join(' ')}: ${stderr || stdout}`)
  return stdout
}

const sentMegabytes = 8
const send = (from: Pod, to: Pod) => output(from, ['iperf3', '-c', to.address, '-n', `${String(sentMegabytes)}M`, '-J'])

/** Bytes that a device of the node has sent, from its first line of numbers after "TX:". */
async function sentBytes(node: Pod, device: string): Promise<number> {
  const statistics = await output(node, ['ip', '-s', 'link', 'show', device])
  return Number(/TX:.*\n\s*(\d+)/.exec(statistics)?.[1])
}

describe.each([netnsRouted, netnsVxlan])('a cluster of $id', (variant) => {
  let cluster: Cluster
  let probePods: ProbePods
  beforeAll(async () => {
    await runtime.preflight([variant], signal)
    cluster = await create(variant)
    probePods = await cluster.deployProbes(
      [
        podSpec('client'),
        podSpec('near', { containers: [iperf3, nginx(8080)] }),
        podSpec('far', { node: 'node-b', containers: [iperf3, nginx(8080)] }),
        podSpec('host-a', { hostNetwork: true }),
        podSpec('host-b', { node: 'node-b', hostNetwork: true, containers: [iperf3, nginx(8080)] }),
      ],
      [],
      signal,
    )
  })
  afterAll(() => cluster.close())

  it.each(['near', 'far', 'host-b'])('carries TCP and HTTP to %s', async (name) => {
    const target = pod(probePods, name)
    await expect(send(pod(probePods, 'client'), target)).resolves.toContain('sum_received')
    await expect(output(pod(probePods, 'client'), ['curl', '-s', `http://${target.address}:8080/`])).resolves.toBe(
      'served',
    )
  })

  it('gives Pods the MTU that their datapath leaves', async () => {
    const link = await output(pod(probePods, 'client'), ['ip', 'link', 'show', 'eth0'])
    expect(link).toContain(`mtu ${variant.configured.encapsulation === 'vxlan' ? '1450' : '1500'} `)
  })

  it('puts on the wire what it says, and nothing of it for Pods of one node', async () => {
    const [client, node] = [pod(probePods, 'client'), pod(probePods, 'host-a')]
    const devices = variant.configured.encapsulation === 'vxlan' ? ['eth0', 'vxlan.1'] : ['eth0']
    const read = () => Promise.all(devices.map((device) => sentBytes(node, device)))
    const before = await read()
    await send(client, pod(probePods, 'near'))
    const between = await read()
    await send(client, pod(probePods, 'far'))
    const after = await read()
    for (const [index] of devices.entries()) {
      const payload = sentMegabytes * 1024 * 1024
      expect(Number(between[index]) - Number(before[index])).toBeLessThan(payload / 10)
      expect(Number(after[index]) - Number(between[index])).toBeGreaterThan(payload / 2)
    }
  })

  it('has a tunnel on UDP port 8472 when it encapsulates, and no tunnel when it does not', async () => {
    const node = pod(probePods, 'host-a')
    const tunnels = await output(node, ['ip', '-d', 'link', 'show', 'type', 'vxlan'])
    const udpPorts = await output(node, ['ss', '-lunH'])
    if (variant.configured.encapsulation === 'vxlan') {
      expect(tunnels).toMatch(/vxlan id 1 .*dstport 8472/)
      expect(udpPorts).toContain(':8472')
    } else {
      expect(tunnels).toBe('')
      expect(udpPorts).not.toContain(':8472')
    }
  })

  it('keeps Pods when they are asked for again', async () => {
    const again = await cluster.deployProbes([podSpec('client'), podSpec('late')], [], signal)
    expect(pod(again, 'client')).toBe(pod(probePods, 'client'))
    await expect(
      output(pod(again, 'late'), ['curl', '-s', `http://${pod(probePods, 'far').address}:8080/`]),
    ).resolves.toBe('served')
  })

  it('gives back exit code, both outputs, and lines as they come', async () => {
    const lines: string[] = []
    const argv = ['sh', '-c', 'echo one; echo two; echo three >&2; exit 7']
    const result = await pod(probePods, 'client').exec(argv, { signal, onStdout: (line) => lines.push(line) })
    expect(result).toEqual({ stdout: 'one\ntwo\n', stderr: 'three\n', exitCode: 7 })
    expect(lines).toEqual(['one\n', 'two\n'])
  })

  it('ends everything that a cancelled command has started', async () => {
    const controller = new AbortController()
    const reason = new Error('stop')
    const script = 'sleep 4321 & setsid sleep 4321 & echo started; wait'
    const running = pod(probePods, 'client').exec(['timeout', '600', 'sh', '-c', script], {
      signal: controller.signal,
      onStdout: () => {
        controller.abort(reason)
      },
    })
    await expect(running).rejects.toBe(reason)
    const processes = await output(pod(probePods, 'client'), ['sh', '-c', 'cat /proc/[0-9]*/cmdline | tr "\\0" " "'])
    expect(processes).not.toContain('sleep 4321')
  })
})

describe('a cluster of namespaces', () => {
  it('names the server that does not start, with what it printed', async () => {
    await using cluster = await create(netnsRouted)
    const broken: ContainerSpec = { ...iperf3, argv: ['nginx', '-c', '/no/such.conf'] }
    await expect(cluster.deployProbes([podSpec('server', { containers: [broken] })], [], signal)).rejects.toMatchObject(
      {
        details: {
          code: 'cluster-failed',
          title: 'Cannot keep iperf3 running in the Pod server',
          stderrTail: expect.stringContaining('open() "/no/such.conf" failed') as unknown,
        },
      },
    )
  })

  it('names the server that died, instead of what its client says', async () => {
    await using cluster = await create(netnsRouted)
    const probePods = await cluster.deployProbes(
      [podSpec('server', { containers: [iperf3] }), podSpec('client')],
      [],
      signal,
    )
    const findAndKill = 'for p in /proc/[0-9]*; do [ "$(cat $p/comm)" != iperf3 ] || kill -KILL ${p#/proc/}; done'
    await pod(probePods, 'client').exec(['sh', '-c', findAndKill], { signal })
    const call = () =>
      pod(probePods, 'client').exec(['iperf3', '-c', pod(probePods, 'server').address, '-t', '1'], { signal })
    await expect(call()).rejects.toMatchObject({
      details: { code: 'cluster-failed', message: expect.stringContaining('SIGKILL') as unknown },
    })
  })

  it('is gone when it is closed, and can be closed twice', async () => {
    const cluster = await create(netnsVxlan)
    const probePods = await cluster.deployProbes([podSpec('server', { containers: [iperf3] })], [], signal)
    const network = (await output(pod(probePods, 'server'), ['readlink', '/proc/self/ns/net'])).trim()
    expect(await processesIn(network)).not.toEqual([])
    await cluster.close()
    await cluster.close()
    expect(await processesIn(network)).toEqual([])
    expect(await holders()).toEqual([])
  })

  it('is gone when the program that owns it is killed', async () => {
    const script = fileURLToPath(new URL('netns-owner.ts', import.meta.url))
    await using owner = await startLongProcess(process.execPath, [script], { doing: 'start an owner' })
    const [network] = await owner.waitForLine(/^net:\[\d+\]$/, { signal, timeoutMs: 20_000 })
    expect(await processesIn(network)).not.toEqual([])
    process.kill(owner.pid, 'SIGKILL')
    await owner.exited
    const left = async () => [...(await processesIn(network)), ...(await holders())]
    await vi.waitFor(
      async () => {
        expect(await left()).toEqual([])
      },
      { timeout: 5_000, interval: 20 },
    )
  })
})

const processIds = async () => (await readdir('/proc')).filter((name) => /^\d+$/.test(name))

/** Processes whose network namespace it is. A namespace without processes, and without a name in a mount namespace, is no more. */
async function processesIn(network: string): Promise<readonly string[]> {
  const ids = await processIds()
  const networks = await Promise.all(ids.map((id) => readlink(`/proc/${id}/ns/net`).catch(() => undefined)))
  return ids.filter((_, index) => networks[index] === network)
}

/** Processes that hold a cluster of these tests. */
async function holders(): Promise<readonly string[]> {
  const ids = await processIds()
  const commands = await Promise.all(ids.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')))
  return ids.filter((_, index) => commands[index]?.includes('cnilab-holder:a test'))
}
