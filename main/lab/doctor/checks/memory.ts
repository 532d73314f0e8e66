import { kind } from '../../../clusters/kind/profile.ts'
import { memoryPerCluster } from '../../../clusters/kind/costs.ts'
import { inGib } from '../../../clusters/kind/preflight.ts'
import type { Check } from '../check.ts'
import { withEngine } from './container-engine.ts'
import { roomFor } from './room.ts'

export const memory: Check = {
  id: 'memory',
  title: 'Memory',
  neededFor: [kind.id],
  check: (context) =>
    withEngine(context, async ({ info }) => {
      const available = Math.min(info.memoryBytes, (await context.availableMemory()) ?? info.memoryBytes)
      const detail = `${inGib(available)} available, ${inGib(memoryPerCluster)} a cluster`
      return roomFor({ detail, fits: Math.floor(available / memoryPerCluster) })
    }),
}
