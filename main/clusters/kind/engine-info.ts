import { z } from 'zod'
import { jsonOf } from '../../system/json.ts'
import { engineIds, type EngineId } from './engine-ids.ts'

/** What the engine says of the machine its containers run on: a virtual machine on macOS and Windows. */
export interface EngineInfo {
  readonly version: string
  readonly memoryBytes: number
  readonly cores: number
  readonly cgroupVersion: 1 | 2
  readonly storage: string
  readonly operatingSystem: string
  /** Runs without root. */
  readonly rootless?: boolean
  /** Controllers of cgroups that containers may be given, where the engine tells. */
  readonly controllers?: readonly string[]
  /** Where it is, when that is another machine: its address. */
  readonly remote?: string
}

const cgroupVersion = (text: string): 1 | 2 => (text === '2' || text === 'v2' ? 2 : 1)

/** What `info --format '{{json .}}'` prints. */
const shapeOf: Readonly<Record<EngineId, z.ZodType<EngineInfo>>> = {
  docker: z
    .object({
      ServerVersion: z.string(),
      MemTotal: z.number(),
      NCPU: z.number(),
      CgroupVersion: z.string().default('1'),
      DockerRootDir: z.string().default(''),
      OperatingSystem: z.string().default(''),
      ServerErrors: z.array(z.string()).nullish(),
      SecurityOptions: z.array(z.string()).nullish(),
      MemoryLimit: z.boolean().default(true),
      PidsLimit: z.boolean().default(true),
      CPUShares: z.boolean().default(true),
    })
    .transform((info) => {
      // Some versions of the command succeed, with empty fields, where no server answers.
      if (info.ServerVersion === '') throw new Error(info.ServerErrors?.[0] ?? 'the server does not answer.')
      return {
        version: info.ServerVersion,
        memoryBytes: info.MemTotal,
        cores: info.NCPU,
        cgroupVersion: cgroupVersion(info.CgroupVersion),
        storage: info.DockerRootDir,
        operatingSystem: info.OperatingSystem,
        rootless: info.SecurityOptions?.some((option) => option.includes('name=rootless')) ?? false,
        controllers: [
          ...(info.CPUShares ? ['cpu'] : []),
          ...(info.MemoryLimit ? ['memory'] : []),
          ...(info.PidsLimit ? ['pids'] : []),
        ],
      }
    }),
  podman: z
    .object({
      host: z.object({
        memTotal: z.number(),
        cpus: z.number(),
        cgroupVersion: z.string(),
        distribution: z.object({ distribution: z.string() }),
        cgroupControllers: z.array(z.string()).nullish(),
        security: z.object({ rootless: z.boolean().default(false) }).nullish(),
      }),
      store: z.object({ graphRoot: z.string() }),
      version: z.object({ Version: z.string() }),
    })
    .transform(({ host, store, version }) => ({
      version: version.Version,
      memoryBytes: host.memTotal,
      cores: host.cpus,
      cgroupVersion: cgroupVersion(host.cgroupVersion),
      storage: store.graphRoot,
      operatingSystem: host.distribution.distribution,
      rootless: host.security?.rootless ?? false,
      ...(host.cgroupControllers && { controllers: host.cgroupControllers }),
    })),
}

/** What an engine printed of itself. @throws Error, in a sentence, where it is none or another one */
export function readEngineInfo(id: EngineId, stdout: string): EngineInfo {
  const json = jsonOf(stdout)
  const read = shapeOf[id].safeParse(json)
  if (read.success) return read.data
  const other = engineIds.find((each) => each !== id && shapeOf[each].safeParse(json).success)
  throw new Error(
    other === undefined ? `\`${id} info\` printed nothing that an engine says.` : `${id} is ${other} here.`,
  )
}
