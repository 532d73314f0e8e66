import { isInRange } from './cidr.ts'
import type { IpBlock, LabelSelector, PolicyPort } from './network-policy.ts'
import type { Connection, Endpoint, PodPort, ClusterModel } from './cluster-model.ts'

type Labels = Readonly<Record<string, string>>

/** All requirements hold; a selector without any matches everything. */
export function selects(selector: LabelSelector, labels: Labels): boolean {
  const named = Object.entries(selector.matchLabels ?? {}).every(([key, value]) => labelOf(labels, key) === value)
  return named && (selector.matchExpressions ?? []).every((each) => holds(each, labelOf(labels, each.key)))
}

function holds(
  { operator, values = [] }: NonNullable<LabelSelector['matchExpressions']>[number],
  value: string | undefined,
): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value)
    case 'NotIn':
      // Also where there is no such label.
      return value === undefined || !values.includes(value)
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
  }
}

const labelOf = (labels: Labels, key: string) => (Object.hasOwn(labels, key) ? labels[key] : undefined)

/** A namespace's labels with the one that the API server gives to each. */
export function namespaceLabels(model: ClusterModel, name: string): Labels {
  const labels = model.namespaces.find((each) => each.name === name)?.labels
  return { ...labels, 'kubernetes.io/metadata.name': name }
}

/** Whether an address lies in the block and in none of its exceptions. */
export const covers = ({ cidr, except = [] }: IpBlock, address: string): boolean =>
  isInRange(address, cidr) && !except.some((range) => isInRange(address, range))

export const addressOf = (endpoint: Endpoint) => (endpoint.kind === 'pod' ? endpoint.pod.address : endpoint.address)

/** Whether one of the ports is the flow's. A name is one that the Pod which the flow goes to declares: it may differ from Pod to Pod. */
export function coversPort(
  ports: readonly PolicyPort[],
  { protocol, port }: Pick<Connection, 'protocol' | 'port'>,
  declared: readonly PodPort[],
): boolean {
  return ports.some((each) => {
    if ((each.protocol ?? 'TCP') !== protocol) return false
    if (each.port === undefined) return true
    if (typeof each.port === 'number') return each.port <= port && port <= (each.endPort ?? each.port)
    return declared.some((own) => own.name === each.port && own.protocol === protocol && own.port === port)
  })
}
