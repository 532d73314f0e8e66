import type { LabClient } from '../../../main/api/client.ts'
import type { ExperimentSpec } from '../../../main/api/contract.ts'
import { roughly, size } from './estimate-rows.ts'

/** What each of some variants would take alone, in words, by its id. It depends on everything but which variants are chosen. */
export async function variantCosts(
  lab: LabClient,
  choice: ExperimentSpec,
  variants: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const costOf = async (variant: string) => {
    const { durationMs, memoryBytes } = await lab['plan:estimate']({ ...choice, variants: [variant] })
    const memory = memoryBytes > 0 ? `, ${size(memoryBytes)} of memory` : ''
    return [variant, `about ${roughly(durationMs)}${memory}`] as const
  }
  return new Map(await Promise.all(variants.map(costOf)))
}
