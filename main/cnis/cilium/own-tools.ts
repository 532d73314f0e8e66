import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import { flowSchema, type AgentEntry, type Flow, type OwnTools, type Statement } from '../own-tools.ts'

const configPath = '/api/v1/namespaces/kube-system/configmaps/cilium-config'

export const ciliumTools: OwnTools = {
  tellers: [
    {
      part: 'cilium-config',
      path: configPath,
      says: z.object({ data: z.record(z.string(), z.string()).default({}) }).transform(({ data }) => configFacts(data)),
    },
    { part: 'agent status', inAgent: ['cilium-dbg', 'status'], says: statusFacts },
  ],
  table: { command: (address) => ['cilium-dbg', 'bpf', 'ipcache', 'get', address], read: readEntry },
  flowLog: {
    tool: 'hubble',
    command: (address, seconds) => [
      ...['hubble', 'observe', '--since', `${String(seconds)}s`, '--last', '1000', '--ip', address, '-o', 'json'],
    ],
    read: readFlows,
  },
  counters: { command: ['cilium-dbg', 'metrics', 'list', '-o', 'json'], read: countersAsText },
}

/** Reads `… encryptkey=0 tunnelendpoint=172.18.0.3 flags=hastunnel`. */
export function readEntry(output: string): AgentEntry | undefined {
  const text = output.trim()
  const tunnelTo = /\btunnelendpoint=(\d+\.\d+\.\d+\.\d+)/.exec(text)?.[1]
  const key = /\bencryptkey=(\d+)/.exec(text)?.[1]
  if (key === undefined) return undefined
  return { text, ...(tunnelTo !== undefined && tunnelTo !== '0.0.0.0' && { tunnelTo }), encrypted: key !== '0' }
}

/** Of the ConfigMap that the agents read at start. */
export function configFacts(data: Readonly<Record<string, string>>): readonly Statement[] {
  const fact = (what: string, value: string, keys: readonly string[], about?: Statement['about']): Statement[] => {
    const lines = keys.flatMap((key) => (data[key] === undefined ? [] : [`${key}: ${data[key]}`]))
    const excerpt = lines.join('\n')
    return lines.length === 0 ? [] : [{ about, by: 'configuration', what, value, excerpt, source: configPath }]
  }
  const tunnel = data['routing-mode'] === 'native' ? 'none' : (data['tunnel-protocol'] ?? 'vxlan')
  const encryption =
    data['enable-wireguard'] === 'true' ? 'wireguard' : data['enable-ipsec'] === 'true' ? 'ipsec' : 'none'
  const replacement = data['kube-proxy-replacement'] ?? 'false'
  return [
    ...fact('Routing mode', tunnel, ['routing-mode', 'tunnel-protocol'], 'encapsulation'),
    ...fact('Tunnel port', data['tunnel-port'] ?? '', ['tunnel-port'], 'tunnel-port'),
    // Without the keys, encryption is off; the mode's line shows then what was read.
    ...fact('Configured encryption', encryption, ['enable-wireguard', 'enable-ipsec', 'routing-mode'], 'encryption'),
    ...fact('Configured kube-proxy replacement', replacement, ['kube-proxy-replacement']),
    ...fact('Device mode', data['datapath-mode'] ?? 'veth', ['datapath-mode']),
  ]
}

/** Of `cilium-dbg status`: a line a subject. */
export function statusFacts(output: string, pod: string): readonly Statement[] {
  const source = `cilium-dbg status in ${pod}`
  const fact = (what: string, key: string, value = same, about?: Statement['about']): Statement[] => {
    const line = output.split('\n').find((candidate) => candidate.startsWith(`${key}:`))
    if (line === undefined) return []
    const text = line.slice(key.length + 1).trim()
    return [{ about, by: 'agent', what, value: value(text), excerpt: line.trim(), source }]
  }
  return [
    ...fact('Agent', 'Cilium', firstWord),
    ...fact('Routing of the agent', 'Routing', encapsulationOf, 'encapsulation'),
    ...fact('Encryption by the agent', 'Encryption', encryptionOf, 'encryption'),
    ...fact('kube-proxy replacement', 'KubeProxyReplacement', firstWord),
    ...fact('Programs are attached by', 'Attach Mode'),
    ...fact('Masquerading', 'Masquerading'),
    ...fact('Nodes reachable by the agent', 'Cluster health'),
  ]
}

const same = (text: string): string => text
const firstWord = (text: string): string => text.split(/\s/)[0] ?? ''

const encapsulationOf = (routing: string): string =>
  routing.includes('Network: Native') ? 'none' : (/Network: Tunnel \[(\w+)\]/.exec(routing)?.[1] ?? 'unknown')

function encryptionOf(encryption: string): string {
  if (/^Wireguard/i.test(encryption)) return 'wireguard'
  if (/^IPsec/i.test(encryption)) return 'ipsec'
  return encryption.startsWith('Disabled') ? 'none' : 'unknown'
}

const lineSchema = z.object({ flow: flowSchema })

/** Of `hubble observe -o json`; lines that are no flows (lost events, the node's state) are passed over. */
export function readFlows(output: string): readonly Flow[] {
  return output.split('\n').flatMap((line) => lineSchema.safeParse(jsonOf(line)).data?.flow ?? [])
}

const countersSchema = z.array(
  z.object({
    name: z.string(),
    labels: z.record(z.string(), z.string()).nullish(),
    value: z.number().default(0),
  }),
)

/** Of `cilium-dbg metrics list -o json`. */
export function countersAsText(output: string): string {
  const counters = countersSchema.safeParse(jsonOf(output)).data ?? []
  const lines = counters.map(({ name, labels, value }) => {
    const text = Object.entries(labels ?? {}).map(([key, label]) => `${key}="${label}"`)
    return `${name}${text.length > 0 ? `{${text.join(',')}}` : ''} ${String(value)}`
  })
  return lines.join('\n')
}
