import { probeNamespace, serviceHost } from '../../clusters/kubernetes/probe-manifests.ts'
import { serviceName } from '../route.ts'

/** What is looked up, and how. */
interface Lookup {
  readonly id: string
  readonly title: string
  /** The answer that is right. */
  readonly status: 'NOERROR' | 'NXDOMAIN'
  /** `seed` makes the names new ones, which no cache holds. */
  readonly names: (seed: number) => readonly string[]
  /** By the search list of the Pod's resolv.conf. */
  readonly usesSearchList?: true
}

const count = 50
const serial = (seed: number, index: number): string => `${seed.toString(36)}-${String(index)}`
const each = (of: (index: number) => string): readonly string[] =>
  Array.from({ length: count }, (_, index) => of(index))

/** Address of a Pod that need not exist: the DNS of Kubernetes gives every such name its address. Source: DNS specification, 2.3. */
const podName = (seed: number, index: number): string =>
  `10-${String((seed >>> 16) & 255)}-${String((seed >>> 8) & 255)}-${String((seed + index) & 255)}.${probeNamespace}.pod.cluster.local.`

export const lookups: readonly Lookup[] = [
  { id: 'cold', title: 'Names that no cache holds', status: 'NOERROR', names: (seed) => each((n) => podName(seed, n)) },
  {
    id: 'warm',
    title: 'One name, again and again',
    status: 'NOERROR',
    names: () => each(() => serviceHost(serviceName)),
  },
  {
    ...{ id: 'search-list', title: 'A short name, by the search list', status: 'NOERROR', usesSearchList: true },
    // Of another namespace, so that the first name of the list is not the right one.
    names: () => each(() => 'kubernetes.default'),
  },
  {
    ...{ id: 'absent', title: 'Names that do not exist', status: 'NXDOMAIN' },
    names: (seed) => each((n) => `absent-${serial(seed, n)}.${probeNamespace}.svc.cluster.local.`),
  },
]

export const lookupOf = (id: string): Lookup | undefined => lookups.find((lookup) => lookup.id === id)

/**
 * One process for all names, because starting it takes longer than a lookup. `-u`: times in µs. `+showsearch`: every query that the
 * search list makes of a name, since all of them are waited for. Source: dig(1).
 */
export const digCommand = ({ names, usesSearchList }: Lookup, seed: number): readonly string[] => [
  ...['dig', '-u', '+tries=1', '+timeout=2', '+noall', '+comments', '+stats'],
  ...(usesSearchList ? ['+search', '+showsearch'] : []),
  ...names(seed),
]
