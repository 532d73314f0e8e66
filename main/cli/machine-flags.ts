import { Option } from 'commander'
import { engineIds } from '../clusters/kind/engine-ids.ts'
import type { MachineChoice } from '../lab/lab-context.ts'

export type MachineFlags = Partial<MachineChoice>

export const engineFlag = (): Option => new Option('--engine <id>', 'container engine').choices(engineIds)

export const catalogFlag = (): Option =>
  new Option('--catalog <file>', 'versions, sources and images instead of the pinned ones')

/** Flags decide, and not the settings of the desktop: a command does the same wherever it is given. */
export const machineOf = ({ engine, catalog, concurrency = 2, sudo = false }: MachineFlags): MachineChoice => ({
  engine,
  catalog,
  concurrency,
  sudo,
})
