import type { GeneratedRun } from '../../unit/builders/generated-run.ts'
import { inspected, inspectedVariants } from '../../unit/builders/inspected-run.ts'
import { runOf } from './seed-store.ts'

/** A run with what real clusters recorded under inspection, and one inspection that failed. */
export const inspectedRunOf = (id: string, minutes = 0): GeneratedRun =>
  inspected(runOf(id, { variants: inspectedVariants, rounds: 3 }, minutes))
