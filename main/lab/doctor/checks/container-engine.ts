import { kind } from '../../../clusters/kind/profile.ts'
import { LabError } from '../../../system/errors.ts'
import { notApplicable, ok, problem, type Check, type Outcome } from '../check.ts'
import type { Engine } from '../../../clusters/kind/engine.ts'
import type { DoctorContext } from '../context.ts'

const startCommands: Partial<Record<NodeJS.Platform, string>> = {
  linux: 'sudo systemctl start docker',
  darwin: 'open -a Docker',
  win32: 'start "" "C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe"',
}

export const containerEngine: Check = {
  id: 'container-engine',
  title: 'Container engine',
  neededFor: [kind.id],
  check: async ({ engine, platform }) => {
    const found = await answering(engine)
    if (found instanceof LabError)
      return problem(found.details.message, startCommands[platform] ?? 'docker info || podman info')
    const { version, operatingSystem, cores } = found.info
    return ok(`${found.id} ${version} on ${operatingSystem}, ${String(cores)} cores`)
  },
}

/** What to say of an engine that answers; without one there is nothing to say, since that is a problem of its own. */
export async function withEngine(
  { engine }: DoctorContext,
  say: (engine: Engine) => Promise<Outcome> | Outcome,
): Promise<Outcome> {
  const found = await answering(engine)
  return found instanceof LabError ? notApplicable('no container engine answers') : say(found)
}

async function answering(engine: DoctorContext['engine']): Promise<Engine | LabError> {
  try {
    return await engine()
  } catch (error) {
    if (error instanceof LabError && error.details.code === 'no-engine') return error
    throw error
  }
}
