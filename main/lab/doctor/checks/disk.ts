import { kind } from '../../../clusters/kind/profile.ts'
import { diskPerCluster } from '../../../clusters/kind/costs.ts'
import { inGib } from '../../../clusters/kind/preflight.ts'
import { notApplicable, type Check } from '../check.ts'
import { withEngine } from './container-engine.ts'
import { roomFor } from './room.ts'

export const disk: Check = {
  id: 'disk',
  title: 'Disk',
  neededFor: [kind.id],
  check: (context) =>
    withEngine(context, async ({ id, info }) => {
      const free = await context.freeSpace(info.storage)
      if (free === undefined) return notApplicable('the engine keeps its files in a machine of its own')
      const detail = `${inGib(free)} free in ${info.storage}, ${inGib(diskPerCluster)} a cluster`
      return roomFor({ detail, fits: Math.floor(free / diskPerCluster), fix: `${id} system df && ${id} system prune` })
    }),
}
