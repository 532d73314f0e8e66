import type { DerivedOf } from '../probe.ts'
import type { FootprintFacts } from './facts.ts'
import type { FootprintRecord } from './record.ts'

/** What a CNI brings into a cluster, counted. */
export function footprintFacts(record: FootprintRecord, steps: DerivedOf['steps']): FootprintFacts {
  const readyMs = readyMsOf(steps)
  return { ...countsOf(record), ...(readyMs !== undefined && { readyMs }) }
}

function countsOf({ objects, pods, images }: FootprintRecord): FootprintFacts {
  const counts = Object.fromEntries(Object.entries(objects).map(([kind, names]) => [kind, names.length]))
  const running = pods.filter((pod) => pod.running)
  const sized = images.flatMap(({ reference, bytes }) => (bytes === undefined ? [] : [{ reference, bytes }]))
  const memory = running.flatMap(({ memoryBytes }) => memoryBytes ?? [])
  return {
    objects: counts,
    objectCount: sumOf(Object.values(counts)),
    crds: counts.CustomResourceDefinition ?? 0,
    pods: running.length,
    containers: sumOf(running.map(({ containers }) => containers)),
    images: sized,
    imageBytes: sumOf(sized.map(({ bytes }) => bytes)),
    // A sum over some of the Pods would be too little, and would not say so.
    ...(memory.length > 0 && memory.length === running.length && { memoryBytes: sumOf(memory) }),
  }
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** From the first object applied to DNS ready, in the order of the steps that install a CNI. */
function readyMsOf(steps: DerivedOf['steps']): number | undefined {
  const applied = steps.find(({ id }) => id === 'apply-cni')
  const ready = steps.find(({ id, startedAtMs }) => id === 'wait-dns' && startedAtMs >= (applied?.startedAtMs ?? 0))
  return applied && ready && ready.startedAtMs + ready.durationMs - applied.startedAtMs
}
