import type { RuntimeId } from '../cnis/variant.ts'
import type { EngineId } from '../clusters/kind/engine.ts'
import type { EventOf } from '../store/events.ts'
import type { Store } from '../store/store.ts'
import type { Paths } from '../system/paths.ts'
import { readSettings } from './settings-file.ts'

/** What is told to whoever shows the lab, besides what tasks say themselves. */
export interface LabNews {
  runsChanged(runId: string): void
  clustersChanged(): void
  measured(runId: string, sample: EventOf<'sample.measured'>): void
}

/** The lab that jobs are done in. */
export interface LabContext {
  readonly paths: Paths
  readonly environment: NodeJS.ProcessEnv
  readonly store: Store
  readonly news: LabNews
}

/** The settings as those who make clusters want them. */
export async function clusterSettings(
  paths: Paths,
): Promise<{ readonly engine: EngineId | undefined; readonly concurrency: number }> {
  const { engine, concurrency } = await readSettings(paths)
  return { engine: engine === 'auto' ? undefined : engine, concurrency }
}

/** netns clusters end with the program that made them, and only kind's are on any list. */
export const isListed = (runtime: RuntimeId): boolean => runtime === 'kind'
