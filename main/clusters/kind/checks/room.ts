import { defaultVariants } from '../../../cnis/index.ts'
import { notApplicable, ok, problem, warning, type Check, type Outcome } from '../../check.ts'
import { diskPerCluster, inotifyPerCluster, memoryPerCluster } from '../costs.ts'
import { inGib } from '../preflight.ts'
import { withEngineHere } from './engine.ts'

/** One control plane and two workers were seen to hold about 300. */
const watchesPerCluster = 500

export const memory: Check = {
  id: 'memory',
  title: 'Memory',
  check: (machine) =>
    withEngineHere(machine, async ({ info }) => {
      const available = Math.min(info.memoryBytes, (await machine.availableMemory()) ?? info.memoryBytes)
      const detail = `${inGib(available)} available, ${inGib(memoryPerCluster)} a cluster`
      return roomFor(available / memoryPerCluster, detail)
    }),
}

export const disk: Check = {
  id: 'disk',
  title: 'Disk',
  check: (machine) =>
    withEngineHere(machine, async ({ id, info }) => {
      const free = await machine.freeSpace(info.storage)
      if (free === undefined) return notApplicable('the engine keeps its files in a machine of its own')
      const detail = `${inGib(free)} free in ${info.storage}, ${inGib(diskPerCluster)} a cluster`
      return roomFor(free / diskPerCluster, detail, `${id} system df && ${id} system prune`)
    }),
}

export const inotify: Check = {
  id: 'inotify',
  title: 'inotify limits',
  check: (machine, signal) =>
    withEngineHere(machine, async (engine) => {
      const read = (limit: string) => machine.readText(`/proc/sys/fs/inotify/${limit}`)
      const [instances, watches] = await Promise.all([read('max_user_instances'), read('max_user_watches')])
      if (instances === undefined || watches === undefined)
        return notApplicable('this system has none: the engine runs in a machine of its own')
      const possible = Math.min(Number(instances) / inotifyPerCluster, Number(watches) / watchesPerCluster)
      const existing = (await engine.clusters(signal)).length
      const beside = existing === 0 ? '' : `, ${clusters(existing)} there already`
      const fix = 'sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288'
      return roomFor(possible - existing, `${instances} instances, ${watches} watches${beside}`, fix)
    }),
}

/**
 * A comparison of the default variants is what `cnilab run` does unless told; with room for fewer, some must be named, unless
 * `fix` makes more room.
 */
function roomFor(possible: number, detail: string, fix?: string): Outcome {
  const fits = Math.max(0, Math.floor(possible))
  const all = defaultVariants('kind').map(({ id }) => id)
  if (fits >= all.length) return ok(`${detail}: ${clusters(fits)} fit`)
  if (fits < 1) return problem(`${detail}: no cluster fits`, fix ?? 'cnilab run --runtime netns')
  const fewer = `cnilab run --runtime kind --variants ${all.slice(0, fits).join(',')}`
  return warning(`${detail}: ${clusters(fits)} of ${String(all.length)} fit`, fix ?? fewer)
}

const clusters = (count: number) => `${String(count)} ${count === 1 ? 'cluster' : 'clusters'}`
