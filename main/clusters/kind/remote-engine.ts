import { z } from 'zod'
import type { Exec } from '../../system/exec.ts'
import { jsonOf } from '../../system/json.ts'
import type { EngineId } from './engine-ids.ts'

const contexts = z.tuple([z.object({ Endpoints: z.object({ docker: z.object({ Host: z.string() }) }) })])
const hostVariable: Readonly<Record<EngineId, string>> = { docker: 'DOCKER_HOST', podman: 'CONTAINER_HOST' }

/** The address of the engine, where that is on another machine: kind's API server is then published there, on its 127.0.0.1. */
export async function remoteEngine(
  id: EngineId,
  exec: Exec,
  signal?: AbortSignal,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string | undefined> {
  const host = environment[hostVariable[id]] ?? (id === 'docker' ? await endpointOfContext(exec, signal) : undefined)
  return host !== undefined && isElsewhere(host) ? host : undefined
}

async function endpointOfContext(exec: Exec, signal?: AbortSignal): Promise<string | undefined> {
  const options = { signal, onFailure: 'return', timeoutMs: 10_000 } as const
  const { stdout } = await exec('docker', ['context', 'inspect'], options)
  return contexts.safeParse(jsonOf(stdout)).data?.[0].Endpoints.docker.Host
}

/** A socket is of this machine, or of a virtual machine that forwards ports; so is an address of its own. */
export function isElsewhere(host: string): boolean {
  const address = /^(?:ssh|tcp|https?):\/\/(?:[^@/]*@)?(\[[^\]]*\]|[^:/]+)/.exec(host)?.[1]
  return address !== undefined && !/^(?:localhost|127\.|\[::1\]$|0\.0\.0\.0$)/.test(address)
}
