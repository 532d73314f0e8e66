import { footprintRecordSchema, type FootprintRecord } from '../../probes/footprint/footprint-record.ts'
import type { RunRecord } from '../../store/run-record.ts'
import type { FootprintEvidence } from '../evidence/footprint.ts'
import { recordsOf } from '../recorded.ts'
import { counted, listOf } from '../wording.ts'

/** What a CNI brings into a cluster, counted. */
export function footprintEvidenceOf(run: RunRecord): readonly FootprintEvidence[] {
  return recordsOf(run, 'footprint', footprintRecordSchema).map(({ variant, record }) => {
    const readyMs = readyMsOf(run, variant)
    const evidence = { variant, ...countsOf(record), ...(readyMs !== undefined && { readyMs }) }
    return { ...evidence, sentence: sentenceOf(evidence) }
  })
}

type Counts = Omit<FootprintEvidence, 'sentence'>

function countsOf({ objects, pods, images }: FootprintRecord): Omit<Counts, 'variant' | 'readyMs'> {
  const counts = Object.fromEntries(Object.entries(objects).map(([kind, names]) => [kind, names.length]))
  const running = pods.filter((pod) => pod.running)
  const sized = images.flatMap(({ reference, bytes }) => (bytes === undefined ? [] : [{ reference, bytes }]))
  const memory = running.flatMap(({ memoryBytes }) => memoryBytes ?? [])
  return {
    objects: counts,
    objectCount: Object.values(counts).reduce((sum, count) => sum + count, 0),
    definitions: counts.CustomResourceDefinition ?? 0,
    pods: running.length,
    containers: running.reduce((sum, { containers }) => sum + containers, 0),
    images: sized,
    imageBytes: sized.reduce((sum, { bytes }) => sum + bytes, 0),
    // A sum over some of the Pods would be too little, and would not say so.
    ...(memory.length > 0 &&
      memory.length === running.length && { memoryBytes: memory.reduce((sum, bytes) => sum + bytes, 0) }),
  }
}

/** From the first object applied to DNS ready, in the order of the steps that install a CNI. A kept cluster has no such steps. */
function readyMsOf({ steps }: RunRecord, variant: string): number | undefined {
  const own = steps.filter((step) => step.variant === variant && !step.error)
  const applied = own.find(({ title }) => title === 'Applying the CNI')
  const ready = own.find(
    ({ title, startedAtMs }) => title === 'Waiting for DNS' && startedAtMs >= (applied?.startedAtMs ?? 0),
  )
  if (!applied || !ready) return undefined
  return ready.startedAtMs + ready.durationMs - applied.startedAtMs
}

function sentenceOf({
  variant,
  objectCount,
  definitions,
  pods,
  images,
  imageBytes,
  memoryBytes,
  readyMs,
}: Counts): string {
  const defined = definitions > 0 ? `, ${counted(definitions, 'definition')} of kinds among them` : ''
  const brought = listOf([
    `${counted(objectCount, 'object')}${defined}`,
    counted(pods, 'running Pod'),
    ...(images.length > 0 ? [`${counted(images.length, 'image')} of ${megabytes(imageBytes)}`] : []),
  ])
  const memory =
    memoryBytes === undefined ? '' : ` Its Pods use ${megabytes(memoryBytes)} of memory on all nodes together.`
  const ready =
    readyMs === undefined ? '' : ` It was ready ${(readyMs / 1000).toFixed(0)} s after its first object was applied.`
  return `${variant} brings ${brought}.${memory}${ready}`
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`
