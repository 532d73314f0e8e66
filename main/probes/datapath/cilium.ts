import { z } from 'zod'
import type { ProbeContext } from '../probe.ts'
import { agentOf, apiOf, getJson, type ListedPod } from './api-json.ts'
import type { Statement, NodeState } from './record.ts'

type AgentEntry = NonNullable<NodeState['agentEntry']>

/** How Cilium's own table sends to an address: its programs encapsulate by it, whatever the kernel's routing table says. */
export async function ciliumEntry(
  context: ProbeContext,
  pods: readonly ListedPod[],
  node: string,
  address: string,
): Promise<AgentEntry | undefined> {
  const pod = pods.find(({ spec }) => spec.nodeName === node)
  if (!pod) return undefined
  const { exitCode, stdout } = await inAgent(context, pod, `ipcache of ${node}`, [
    'cilium-dbg',
    'bpf',
    'ipcache',
    'get',
    address,
  ])
  return exitCode === 0 ? readEntry(stdout) : undefined
}

/** Reads `… encryptkey=0 tunnelendpoint=172.18.0.3 flags=hastunnel`. Never throws. */
export function readEntry(output: string): AgentEntry | undefined {
  const text = output.trim()
  const tunnelTo = /\btunnelendpoint=(\d+\.\d+\.\d+\.\d+)/.exec(text)?.[1]
  const key = /\bencryptkey=(\d+)/.exec(text)?.[1]
  if (key === undefined) return undefined
  return { text, ...(tunnelTo !== undefined && tunnelTo !== '0.0.0.0' && { tunnelTo }), encrypted: key !== '0' }
}

const configSchema = z.object({ data: z.record(z.string(), z.string()).default({}) })
const configPath = '/api/v1/namespaces/kube-system/configmaps/cilium-config'

export async function ciliumStatements(
  context: ProbeContext,
  pods: readonly ListedPod[],
): Promise<readonly Statement[]> {
  const config = await getJson(context, 'cilium-config', configPath, configSchema)
  const [pod] = pods
  const status = pod && (await inAgent(context, pod, 'agent status', ['cilium-dbg', 'status']))
  return [
    ...configFacts(config?.data ?? {}),
    ...(status?.exitCode === 0 ? statusFacts(status.stdout, pod?.metadata.name ?? '') : []),
  ]
}

/** Of the ConfigMap that the agents read at start. */
export function configFacts(data: Readonly<Record<string, string>>): readonly Statement[] {
  const by = 'configuration' as const
  const excerptOf = (keys: readonly string[]) =>
    keys.flatMap((key) => (data[key] === undefined ? [] : [`${key}: ${data[key]}`])).join('\n')
  const fact = (about: Statement['about'], what: string, value: string, keys: readonly string[]): Statement[] =>
    excerptOf(keys) === '' ? [] : [{ about, by, what, value, excerpt: excerptOf(keys), source: configPath }]
  const tunnel = data['routing-mode'] === 'native' ? 'none' : (data['tunnel-protocol'] ?? 'vxlan')
  const port = data['tunnel-port']
  const encryption =
    data['enable-wireguard'] === 'true' ? 'wireguard' : data['enable-ipsec'] === 'true' ? 'ipsec' : 'none'
  return [
    ...fact('encapsulation', 'Routing mode', tunnel, ['routing-mode', 'tunnel-protocol']),
    ...(port === undefined ? [] : fact('tunnel-port', 'Tunnel port', port, ['tunnel-port'])),
    // Without the keys, encryption is off; the mode's line shows then what was read.
    ...fact('encryption', 'Configured encryption', encryption, ['enable-wireguard', 'enable-ipsec', 'routing-mode']),
    ...fact('services', 'Configured kube-proxy replacement', data['kube-proxy-replacement'] ?? 'false', [
      'kube-proxy-replacement',
    ]),
    ...fact('datapath', 'Device mode', data['datapath-mode'] ?? 'veth', ['datapath-mode']),
  ]
}

/** Of `cilium-dbg status`: a line a subject. */
export function statusFacts(output: string, pod: string): readonly Statement[] {
  const source = `cilium-dbg status in ${pod}`
  const fact = (about: Statement['about'], what: string, key: string, value = (text: string) => text): Statement[] => {
    const line = output.split('\n').find((candidate) => candidate.startsWith(`${key}:`))
    if (line === undefined) return []
    const text = line.slice(key.length + 1).trim()
    return [{ about, by: 'agent', what, value: value(text), excerpt: line.trim(), source }]
  }
  return [
    ...fact('ready', 'Agent', 'Cilium', (text) => text.split(/\s/)[0] ?? ''),
    ...fact('encapsulation', 'Routing of the agent', 'Routing', encapsulationOf),
    ...fact('encryption', 'Encryption by the agent', 'Encryption', encryptionOf),
    ...fact('services', 'kube-proxy replacement', 'KubeProxyReplacement', (text) => text.split(/\s/)[0] ?? ''),
    ...fact('datapath', 'Programs are attached by', 'Attach Mode'),
    ...fact('datapath', 'Masquerading', 'Masquerading'),
    ...fact('ready', 'Nodes reachable by the agent', 'Cluster health'),
  ]
}

const encapsulationOf = (routing: string): string =>
  routing.includes('Network: Native') ? 'none' : (/Network: Tunnel \[(\w+)\]/.exec(routing)?.[1] ?? 'unknown')

const encryptionOf = (encryption: string): string =>
  /^Wireguard/i.test(encryption)
    ? 'wireguard'
    : /^IPsec/i.test(encryption)
      ? 'ipsec'
      : encryption.startsWith('Disabled')
        ? 'none'
        : 'unknown'

export function inAgent(context: ProbeContext, pod: ListedPod, part: string, argv: readonly string[]) {
  const { namespace, name } = pod.metadata
  const container = agentOf(context)?.container ?? ''
  const command = ['timeout', '-s', 'KILL', '15', ...argv]
  return context.record(part, command, () =>
    apiOf(context).exec({ namespace, pod: name, container }, command, { signal: context.signal }),
  )
}
