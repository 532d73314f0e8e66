import { runtimes } from '../clusters/index.ts'
import type { EngineId } from '../clusters/kind/engine.ts'
import type { Store } from '../store/store.ts'
import type { Paths } from '../system/paths.ts'
import type { Tell } from './lab-event.ts'
import type { Observer } from './recorder.ts'
import { readSettings } from './settings-file.ts'

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
  /** Told of what whoever shows the lab must know, besides what tasks say themselves. */
  readonly tell: Tell
  /** Asked when a task begins: a person may change it while the lab goes on. */
  readonly machine: () => Promise<MachineChoice>
  /** Sees each run as it happens, beside the task that shows it. */
  readonly observer?: Observer
}

/** What tasks of clusters need of it. */
export type ClusterLab = Pick<LabContext, 'paths' | 'environment' | 'tell' | 'machine'>

/** As the settings say. */
export async function machineOfSettings(paths: Paths): Promise<MachineChoice> {
  const { engine, concurrency } = await readSettings(paths)
  return { engine: engine === 'auto' ? undefined : engine, concurrency, sudo: false }
}

/** Whether clusters outlive the program that made them, so that there is a list of them. */
export const isListed = (runtime: string): boolean => runtimes.find(runtime)?.openClusters !== undefined
