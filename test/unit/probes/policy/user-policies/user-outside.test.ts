import { describe, expect, it } from 'vitest'
import type { Cluster, Pod } from '../../../../../main/clusters/cluster.ts'
import { startUserOutside } from '../../../../../main/probes/policy/user-policies/user-outside.ts'
import { labError, model } from '../fake-cluster.ts'

const nodes = [
  { name: 'node-a', role: 'worker', address: '172.18.0.3' },
  { name: 'node-b', role: 'worker', address: '172.18.0.4' },
] as const
const ok = { stdout: '', stderr: '', exitCode: 0 }

/** A cluster that writes down what runs where; `failing` is refused. */
function recording(failing?: string) {
  const said: string[] = []
  const run = (place: string, argv: readonly string[]) => {
    said.push(`${place}: ${argv.join(' ')}`)
    return Promise.resolve(
      argv.includes(failing ?? '') ? { ...ok, exitCode: 2, stderr: 'Nexthop has invalid gateway.\n' } : ok,
    )
  }
  const outside = { address: '172.18.0.9', exec: (argv: readonly string[]) => run('outside', argv) } as unknown as Pod
  const cluster = {
    nodes,
    onNode: (node: string, argv: readonly string[]) => run(node, argv),
    outside: () => Promise.resolve(outside),
  } as unknown as Cluster
  return { cluster, said }
}

const wanted = { addresses: ['203.0.113.1'], ports: [], model: { ...model, nodes } }
const { signal } = new AbortController()
const start = (cluster: Cluster, logged: string[] = []) =>
  startUserOutside({ cluster, signal, log: (line) => void logged.push(line) }, wanted)

describe('a host outside with addresses of its own', () => {
  it('is where every node sends its addresses, sends to Pods by their nodes, and leaves no route behind', async () => {
    const { cluster, said } = recording()
    const beyond = await start(cluster)
    expect(said).toEqual([
      'node-a: ip route replace 203.0.113.1/32 via 172.18.0.9',
      'node-b: ip route replace 203.0.113.1/32 via 172.18.0.9',
      'outside: ip route replace 10.0.0.1/32 via 172.18.0.3',
      'outside: ip route replace 10.0.0.2/32 via 172.18.0.4',
    ])
    await beyond[Symbol.asyncDispose]()
    expect(said.slice(4)).toEqual(nodes.map(({ name }) => `${name}: ip route del 203.0.113.1/32`))
  })

  it('is not used where a route cannot be set: what is sent must not go anywhere else', async () => {
    const { cluster, said } = recording('10.0.0.2/32')
    await expect(start(cluster)).rejects.toMatchObject({
      details: { code: 'probe-failed', message: 'Nexthop has invalid gateway.' },
    })
    expect(said.filter((each) => each.includes('route del'))).toHaveLength(2)
  })

  it('does not lose what was seen where routes cannot be removed, and tells of them', async () => {
    const { cluster } = recording()
    const logged: string[] = []
    const beyond = await start(cluster, logged)
    cluster.onNode = () => Promise.reject(labError('Cannot run ip', 'The node is gone.'))
    await beyond[Symbol.asyncDispose]()
    expect(logged).toEqual(['Routes to 203.0.113.1 are still on the nodes: Cannot run ip: The node is gone.'])
  })
})
