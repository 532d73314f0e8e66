import { readFile, statfs } from 'node:fs/promises'
import { detectEngine, type Engine, type EngineId } from '../../clusters/kind/engine.ts'
import { availableMemory } from '../../clusters/kind/preflight.ts'
import { findTool, type ToolId } from '../../clusters/kind/tools.ts'
import { thisHost, type PreflightHost } from '../../clusters/netns/preflight.ts'
import { privilegeOf, type Privilege } from '../../clusters/netns/privilege.ts'
import type { Catalog } from '../../cnis/catalog.ts'
import { exec as execOnHost, type Exec } from '../../system/exec.ts'
import type { Paths } from '../../system/paths.ts'

/** Everything the checks ask this machine; tests answer instead. */
export interface DoctorContext {
  readonly platform: NodeJS.Platform
  readonly exec: Exec
  readonly catalog: Catalog
  /** Asked once, however many checks need it. @throws LabError `no-engine` */
  readonly engine: () => Promise<Engine>
  readonly findTool: (id: ToolId) => Promise<string | undefined>
  /** Undefined where this system does not tell. */
  readonly availableMemory: () => Promise<number | undefined>
  /** Bytes free in a folder; undefined where it is not on this machine. */
  readonly freeSpace: (folder: string) => Promise<number | undefined>
  /** A file's text without the space around it; undefined where it cannot be read. */
  readonly readText: (file: string) => Promise<string | undefined>
  readonly netns: PreflightHost
  readonly privilege: Privilege
}

interface ContextOptions {
  readonly catalog: Catalog
  readonly paths: Paths
  readonly engine?: EngineId | undefined
}

/** This machine as the checks see it. */
export function thisMachine({ catalog, paths, engine }: ContextOptions, signal: AbortSignal): DoctorContext {
  let detected: Promise<Engine> | undefined
  return {
    platform: process.platform,
    exec: execOnHost,
    catalog,
    engine: () => (detected ??= detectEngine(execOnHost, signal, engine)),
    findTool: (id) => findTool(id, paths.cache),
    availableMemory,
    freeSpace: async (folder) => {
      const storage = await statfs(folder).catch(() => undefined)
      return storage && storage.bavail * storage.bsize
    },
    readText: async (file) => (await readFile(file, 'utf8').catch(() => undefined))?.trim(),
    netns: thisHost(execOnHost),
    privilege: privilegeOf({ isRoot: process.getuid?.() === 0, viaSudo: false }),
  }
}
