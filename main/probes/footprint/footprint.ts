import { z } from 'zod'
import { cnis } from '../../cnis/index.ts'
import { LabError } from '../../system/errors.ts'
import { getJson } from '../kubernetes-api.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { footprintFacts } from './derive.ts'
import { footprintObservations, footprintView, footprintWords } from './view.ts'
import { footprintScores } from './score.ts'
import { footprintRecordSchema, type FootprintRecord } from './record.ts'
import { kindPaths, listMetadata } from './list-objects.ts'
import { isOf, metadataSchema, type Metadata } from './ownership.ts'
import { imageBytes, memoryOf, nodeListSchema, summarySchema } from './sizes.ts'

/** How much a CNI brings with it. It changes nothing. */
export const footprint = defineProbe({
  id: 'footprint',
  title: 'Measuring footprint',
  question: 'What does the CNI add to a cluster: objects, images, memory?',
  ...onceAtCluster,
  needs: ['kubernetes'],
  yields: 'observations',
  record: footprintRecordSchema,
  typicalMs: () => 5_000,
  run: countFootprint,
  section: 'Observed',
  derive: fromLastRecord((record, { steps }) => footprintFacts(record, steps)),
  view: footprintView,
  observations: footprintObservations,
  overview: [{ title: 'Footprint', of: footprintWords }],
  scorecard: footprintScores,
})

async function countFootprint(context: ProbeContext): Promise<FootprintRecord> {
  const { cni } = context.cluster.variant
  if (!cnis.find(cni)?.marks)
    throw new LabError({
      code: 'probe-failed',
      title: 'Cannot measure the footprint',
      message: `Nothing tells the objects of ${cni} from others.`,
    })
  const objects = await objectsOf(context, cni)
  const pods = await podsOf(context, cni)
  const references = [...new Set(pods.flatMap(({ images }) => images))].sort()
  const nodes = await getJson(context, 'images of nodes', '/api/v1/nodes', nodeListSchema)
  return {
    objects,
    pods,
    images: references.map((reference) => ({ reference, bytes: nodes && imageBytes(reference, nodes) })),
  }
}

async function objectsOf(context: ProbeContext, cni: string): Promise<Record<string, string[]>> {
  const lists = await Promise.all(
    Object.entries(kindPaths).map(async ([kind, path]) => {
      const all = await listMetadata(context, kind, path)
      const own = all.filter((object) => !object.ownerReferences?.length && isOf(cni, kind, object))
      return [kind, own.map(nameOf).sort()] as const
    }),
  )
  return Object.fromEntries(lists.filter(([, names]) => names.length > 0))
}

const nameOf = ({ namespace, name }: Metadata): string => (namespace === undefined ? name : `${namespace}/${name}`)

const container = z.object({ image: z.string() })
const podsSchema = z.object({
  items: z.array(
    z.object({
      metadata: metadataSchema.extend({ namespace: z.string() }),
      spec: z.object({
        nodeName: z.string().default(''),
        containers: z.array(container),
        initContainers: z.array(container).default([]),
      }),
      status: z.object({ phase: z.string().optional() }),
    }),
  ),
})

async function podsOf(context: ProbeContext, cni: string): Promise<FootprintRecord['pods']> {
  const list = await getJson(context, 'Pods', '/api/v1/pods', podsSchema)
  const own = (list?.items ?? []).filter(({ metadata }) => isOf(cni, 'Pod', metadata))
  const summaries = await Promise.all(
    [...new Set(own.map(({ spec }) => spec.nodeName))]
      .filter((node) => node !== '')
      .map((node) => getJson(context, `memory of ${node}`, `/api/v1/nodes/${node}/proxy/stats/summary`, summarySchema)),
  )
  const known = summaries.flatMap((summary) => summary ?? [])
  return own.map(({ metadata: { name, namespace }, spec, status }) => ({
    name: `${namespace}/${name}`,
    node: spec.nodeName,
    running: status.phase === 'Running',
    containers: spec.containers.length,
    images: [...new Set([...spec.containers, ...spec.initContainers].map(({ image }) => image))],
    memoryBytes: memoryOf(name, namespace, known),
  }))
}
