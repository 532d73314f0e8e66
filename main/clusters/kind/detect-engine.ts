import { LabError, messageOf } from '../../system/errors.ts'
import type { Exec } from '../../system/exec.ts'
import { engineCauses } from '../known-causes/engine-causes.ts'
import { explanationOf } from '../known-causes/explain.ts'
import { engineIds, type EngineId } from './engine-ids.ts'
import { readEngineInfo } from './engine-info.ts'
import { Engine } from './engine.ts'
import { remoteEngine } from './remote-engine.ts'

/**
 * The engine to use: the one asked for, else the first that answers.
 * @throws LabError `no-engine`, with what helps against its cause
 */
export async function detectEngine(exec: Exec, signal?: AbortSignal, wanted?: EngineId): Promise<Engine> {
  const failures: string[] = []
  for (const id of wanted ? [wanted] : engineIds) {
    try {
      const { stdout } = await exec(id, ['info', '--format', '{{json .}}'], { signal, timeoutMs: 15_000 })
      const info = readEngineInfo(id, stdout)
      const remote = await remoteEngine(id, exec, signal)
      return new Engine(id, remote === undefined ? info : { ...info, remote }, exec)
    } catch (error) {
      signal?.throwIfAborted()
      failures.push(`${id}: ${saidOf(error)}`)
    }
  }
  const fix = fixFor(failures.join('\n'))
  throw new LabError({
    code: 'no-engine',
    title: 'Cannot make kind clusters',
    message: `no container engine answers (${failures.join(' ')})`,
    hint: `Try: ${fix}. Without an engine (Linux): cnilab run --runtime netns`,
  })
}

/** What helps against the failures of engines, ready to paste. */
export const fixFor = (failures: string, platform?: NodeJS.Platform): string =>
  explanationOf(failures, engineCauses, platform)?.fix ?? 'docker info || podman info'

const saidOf = (error: unknown) => (error instanceof LabError ? error.details.message : messageOf(error))
