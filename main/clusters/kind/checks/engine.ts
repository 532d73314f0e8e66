import { LabError } from '../../../system/errors.ts'
import { notApplicable, ok, problem, type Check, type Outcome } from '../../check.ts'
import type { Machine } from '../../machine.ts'
import { fixFor } from '../detect-engine.ts'
import { engineRefusal } from '../engine-refusal.ts'
import type { Engine } from '../engine.ts'
import { needsCgroupV2 } from '../preflight.ts'

export const containerEngine: Check = {
  id: 'container-engine',
  title: 'Container engine',
  check: async ({ engine, platform }) => {
    const found = await answering(engine)
    if (found instanceof LabError) return problem(found.details.message, fixFor(found.details.message, platform))
    const { version, operatingSystem, cores } = found.info
    const refusal = engineRefusal(found.info)?.details
    if (refusal)
      return problem(`${found.id} ${version}: ${refusal.message}`, refusal.hint ?? 'cnilab run --runtime netns')
    return ok(`${found.id} ${version} on ${operatingSystem}, ${String(cores)} cores`)
  },
}

/** What to say of an engine that answers; without one there is nothing to say, since that is a problem of its own. */
export async function withEngine(
  { engine }: Machine,
  say: (engine: Engine) => Promise<Outcome> | Outcome,
): Promise<Outcome> {
  const found = await answering(engine)
  return found instanceof LabError ? notApplicable('no container engine answers') : say(found)
}

/** The same of what is read from this machine: another one's engine is not judged by it. */
export const withEngineHere = (machine: Machine, say: (engine: Engine) => Promise<Outcome> | Outcome) =>
  withEngine(machine, (engine) =>
    engine.info.remote === undefined ? say(engine) : notApplicable('the engine is on another machine'),
  )

async function answering(engine: Machine['engine']): Promise<Engine | LabError> {
  try {
    return await engine()
  } catch (error) {
    if (error instanceof LabError && error.details.code === 'no-engine') return error
    throw error
  }
}

const bootWithCgroupV2 = `sudo sed -i 's/^GRUB_CMDLINE_LINUX="/&systemd.unified_cgroup_hierarchy=1 /' /etc/default/grub && sudo update-grub && sudo reboot`

export const cgroups: Check = {
  id: 'cgroups',
  title: 'cgroup version',
  check: (machine) =>
    withEngine(machine, ({ info }) => {
      const { kubernetes } = machine.catalog.node
      const detail = `v${String(info.cgroupVersion)}, nodes run Kubernetes ${kubernetes}`
      if (info.cgroupVersion === 2 || !needsCgroupV2(kubernetes)) return ok(detail)
      return problem(`${detail}, which needs v2`, bootWithCgroupV2)
    }),
}
