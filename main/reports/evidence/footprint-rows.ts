import type { FootprintEvidence } from '../../findings/evidence/footprint.ts'
import { duration, number } from '../quantity.ts'

export interface FootprintRow {
  readonly id: 'objects' | 'crds' | 'pods' | 'containers' | 'images' | 'memory' | 'ready'
  readonly title: string
  /** An empty text where it is not known. */
  readonly cells: readonly { readonly variant: string; readonly text: string; readonly value?: number }[]
}

/** What a CNI brings into a cluster, in units a person reads; a row a quantity, a cell a variant. */
export function footprintRows(evidence: readonly FootprintEvidence[]): readonly FootprintRow[] {
  const row = (
    id: FootprintRow['id'],
    title: string,
    valueOf: (footprint: FootprintEvidence) => number | undefined,
    show: (value: number) => string,
  ): FootprintRow => ({
    id,
    title,
    cells: evidence.map((footprint) => {
      const value = valueOf(footprint)
      return { variant: footprint.variant, ...(value === undefined ? { text: '' } : { text: show(value), value }) }
    }),
  })
  return [
    row('objects', 'Kubernetes objects', ({ objectCount }) => objectCount, String),
    row('crds', 'CRDs', ({ crds }) => crds, String),
    row('pods', 'Pods, on all nodes', ({ pods }) => pods, String),
    row('containers', 'Containers', ({ containers }) => containers, String),
    row('images', 'Images', ({ imageBytes }) => imageBytes, mebibytes),
    row('memory', 'Memory of its Pods', ({ memoryBytes }) => memoryBytes, mebibytes),
    row('ready', 'First object to all ready', ({ readyMs }) => readyMs, duration),
  ]
}

export const mebibytes = (bytes: number): string => `${number(bytes / 1024 ** 2)} MiB`

/** `CustomResourceDefinition 14, DaemonSet 1, …`: most first. */
export const objectWords = ({ objects }: FootprintEvidence): string =>
  Object.entries(objects)
    .toSorted(([a, many], [b, more]) => more - many || a.localeCompare(b))
    .map(([kind, count]) => `${kind} ${String(count)}`)
    .join(', ')
