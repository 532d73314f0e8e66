import { runtimes } from '../clusters/index.ts'
import type { EngineId } from '../clusters/kind/engine.ts'
import type { ReadingKey } from '../experiment/cell-key.ts'
import type { Store } from '../store/store.ts'
import type { Paths } from '../system/paths.ts'
import type { Observer } from './recorder.ts'
import { readSettings } from './settings-file.ts'

/** The numbers of a reading that has just ended. */
export interface MeasuredNow extends ReadingKey {
  readonly metrics: Readonly<Record<string, number>>
}

/** What is told to whoever shows the lab, besides what tasks say themselves. */
export interface LabNews {
  runsChanged(runId: string): void
  clustersChanged(): void
  measured(runId: string, sample: MeasuredNow): void
}

/** How clusters are made on this machine, whatever the experiment. */
export interface MachineChoice {
  /** The first that answers unless given. */
  readonly engine?: EngineId | undefined
  /** A file that overrides the pinned catalog. */
  readonly catalog?: string | undefined
  /** Clusters made at a time. */
  readonly concurrency: number
  /** Namespaces through sudo, where the host forbids rootless ones. */
  readonly sudo: boolean
}

/** The lab that tasks are done in. */
export interface LabContext {
  readonly paths: Paths
  readonly environment: NodeJS.ProcessEnv
  readonly store: Store
  readonly news: LabNews
  /** Asked when a task begins: a person may change it while the lab goes on. */
  readonly machine: () => Promise<MachineChoice>
  /** Sees each run as it happens, beside the task that shows it. */
  readonly observer?: Observer
}

/** What tasks of clusters need of it. */
export type ClusterLab = Pick<LabContext, 'paths' | 'environment' | 'news' | 'machine'>

/** As the settings say. */
export async function machineOfSettings(paths: Paths): Promise<MachineChoice> {
  const { engine, concurrency } = await readSettings(paths)
  return { engine: engine === 'auto' ? undefined : engine, concurrency, sudo: false }
}

/** Whether clusters outlive the program that made them, so that there is a list of them. */
export const isListed = (runtime: string): boolean => runtimes.find(runtime)?.openClusters !== undefined
