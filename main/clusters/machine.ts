import type { Catalog } from '../cnis/catalog.ts'
import type { Exec } from '../system/exec.ts'
import type { LockHolder } from '../system/lock-file.ts'
import type { Engine } from './kind/engine.ts'
import type { KernelAnswers } from './kind/kernel.ts'
import type { ToolId } from './kind/tools.ts'
import type { PreflightHost } from './netns/preflight.ts'
import type { Privilege } from './netns/privilege.ts'

/** Everything that checks ask this machine before anything is made; tests answer instead. */
export interface Machine {
  readonly platform: NodeJS.Platform
  readonly exec: Exec
  readonly catalog: Catalog
  /** Asked once, however many checks need it. @throws LabError `no-engine` */
  readonly engine: () => Promise<Engine>
  readonly findTool: (id: ToolId) => Promise<string | undefined>
  /** A file of the tool's name that cannot be started. */
  readonly findUnstartable?: (id: ToolId) => Promise<string | undefined>
  /** Undefined where this system does not tell. */
  readonly availableMemory: () => Promise<number | undefined>
  /** Bytes free in a folder; undefined where it is not on this machine. */
  readonly freeSpace: (folder: string) => Promise<number | undefined>
  /** A file's text without the space around it; undefined where it cannot be read. */
  readonly readText: (file: string) => Promise<string | undefined>
  readonly netns: PreflightHost
  readonly privilege: Privilege
  readonly kernel: KernelAnswers
  /** Who measures on it now, and must not be disturbed. */
  readonly holder: () => LockHolder | undefined
}
