import { kind } from '../../../clusters/kind/profile.ts'
import { inotifyPerCluster } from '../../../clusters/kind/costs.ts'
import { notApplicable, type Check } from '../check.ts'
import { withEngine } from './container-engine.ts'
import { clusters, roomFor } from './room.ts'

/** One control plane and two workers were seen to hold about 300. */
const watchesPerCluster = 500

const fix = 'sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288'

export const inotify: Check = {
  id: 'inotify',
  title: 'inotify limits',
  neededFor: [kind.id],
  check: (context, signal) =>
    withEngine(context, async (engine) => {
      const read = (limit: string) => context.readText(`/proc/sys/fs/inotify/${limit}`)
      const [instances, watches] = await Promise.all([read('max_user_instances'), read('max_user_watches')])
      if (instances === undefined || watches === undefined)
        return notApplicable('this system has none: the engine runs in a machine of its own')
      const possible = Math.min(Number(instances) / inotifyPerCluster, Number(watches) / watchesPerCluster)
      const existing = (await engine.clusters(signal)).length
      const beside = existing === 0 ? '' : `, ${clusters(existing)} there already`
      const detail = `${instances} instances, ${watches} watches${beside}`
      return roomFor({ detail, fits: Math.max(0, Math.floor(possible) - existing), fix })
    }),
}
