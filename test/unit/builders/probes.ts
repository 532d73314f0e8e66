import { z } from 'zod'
import { httpLatency } from '../../../main/probes/http-latency/http-latency.ts'
import { probes } from '../../../main/probes/index.ts'
import type { Probe } from '../../../main/probes/probe.ts'
import { tcpThroughput } from '../../../main/probes/tcp-throughput/tcp-throughput.ts'
import { onceAtCluster } from '../../../main/probes/whole-cluster.ts'

/** The product's probes of the main job, read in each round. */
export const measuring: readonly Probe[] = [tcpThroughput, httpLatency]
/** Those that are read only when somebody names them. */
export const onWish = probes.all().filter((probe) => probe.onWish)
/** Those that are read once. */
export const once = probes.all().filter(({ repeat }) => repeat === 'once')

/** A probe of the cluster as a whole that records whatever `run` gives back. */
export const aProbe = (id: string, run: Probe['run'], more: Partial<Probe> = {}): Probe => ({
  ...onceAtCluster,
  id,
  title: `Looking at ${id}`,
  question: 'What is there?',
  needs: [],
  yields: 'observations',
  record: z.unknown(),
  typicalMs: () => 1_000,
  run,
  ...more,
})
