import { netnsRuntime } from '../../main/clusters/netns/netns-runtime.ts'
import { netnsVxlan } from '../../main/cnis/netns/vxlan.ts'

/** A program that owns a cluster with a busy Pod and is there to be killed. Prints the number of a process in the cluster's namespaces. */
const { signal } = new AbortController()
const steps = { step: <T>(_title: string, run: () => Promise<T>) => run(), log: () => undefined }
const cluster = await netnsRuntime({ viaSudo: false }).acquire(netnsVxlan, { signal, steps, owner: 'a test' })
const server = { name: 'iperf3', image: 'client', argv: ['iperf3', '-s', '-p', '5201'], port: 5201 } as const
const spec = { name: 'server', node: 'node-a', hostNetwork: false, containers: [server] }
const { pods } = await cluster.deployProbes([spec], [], signal)
void pods.get('server')?.exec(['sleep', '600'], { signal })
await pods
  .get('server')
  ?.exec(['sh', '-c', 'readlink /proc/self/ns/net'], { signal, onStdout: (line) => process.stdout.write(line) })
