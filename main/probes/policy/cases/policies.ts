import type { LabelSelector, NetworkPolicy, PolicyPeer, PolicyPort } from '../../../policy-model/network-policy.ts'

type Spec = NetworkPolicy['spec']

export const [X, Y, Z] = ['cnilab-x', 'cnilab-y', 'cnilab-z'] as const
export const namespaces: readonly string[] = [X, Y, Z]

export const policy = (namespace: string, name: string, spec: Spec): NetworkPolicy => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { namespace, name },
  spec,
})

/** Ingress of the Pods that a selector finds, by these rules. */
export const ingress = (podSelector: LabelSelector, rules: Spec['ingress'] = []): Spec => ({
  podSelector,
  policyTypes: ['Ingress'],
  ingress: rules,
})
export const egress = (podSelector: LabelSelector, rules: Spec['egress'] = []): Spec => ({
  podSelector,
  policyTypes: ['Egress'],
  egress: rules,
})

export const pod = (name: string): LabelSelector => ({ matchLabels: { pod: name } })
export const guest: LabelSelector = { matchLabels: { role: 'guest' } }
/** Selects by a label's values, or by its being there. */
export const where = (key: string, operator: 'In' | 'NotIn' | 'Exists', values?: readonly string[]): LabelSelector => ({
  matchExpressions: [{ key, operator, ...(values && { values }) }],
})

/** A peer that is a whole namespace; one that is an address, of either family. */
export const inNamespace = (name: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': name } },
})
export const addressBlock = (address: string): PolicyPeer => ({
  ipBlock: { cidr: `${address}/${address.includes(':') ? '128' : '32'}` },
})

export const port = (port: number | string, protocol: PolicyPort['protocol'] = 'TCP'): PolicyPort => ({
  protocol,
  port,
})
