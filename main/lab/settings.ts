import { z } from 'zod'
import { engineIds } from '../clusters/kind/engine-ids.ts'
import { modeIds } from '../experiment/modes.ts'

/** What a person sets once. The version rises when the shape changes. */
export const settingsSchema = z.strictObject({
  version: z.literal(1),
  /** `auto`: Docker where it answers, else Podman. */
  engine: z.enum(['auto', ...engineIds]),
  /** Clusters made at a time. */
  concurrency: z.int().min(1).max(8),
  /** Whether new experiments keep their clusters, unless told otherwise. */
  keepClusters: z.boolean(),
  defaultMode: z.enum(modeIds),
  notifyWhenDone: z.boolean(),
})

export type Settings = z.infer<typeof settingsSchema>

export const defaultSettings: Settings = {
  version: 1,
  engine: 'auto',
  concurrency: 2,
  keepClusters: false,
  defaultMode: 'quick',
  notifyWhenDone: true,
}
