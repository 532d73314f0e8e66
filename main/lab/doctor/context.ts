import { readFile, statfs } from 'node:fs/promises'
import { detectEngine } from '../../clusters/kind/detect-engine.ts'
import type { Engine } from '../../clusters/kind/engine.ts'
import { KernelAnswers } from '../../clusters/kind/kernel.ts'
import { availableMemory } from '../../clusters/kind/preflight.ts'
import { findTool } from '../../clusters/kind/tools.ts'
import type { Machine } from '../../clusters/machine.ts'
import { thisHost } from '../../clusters/netns/preflight.ts'
import { privilegeOf } from '../../clusters/netns/privilege.ts'
import type { RuntimeOptions } from '../../clusters/runtime.ts'
import { exec as execOnHost } from '../../system/exec.ts'
import { findUnstartable } from '../../system/find-program.ts'
import { machineHolder } from '../machine-lock.ts'

export type MachineOptions = Pick<RuntimeOptions, 'catalog' | 'paths' | 'engine'>

/** For as long as this program runs, since that is as long as the kernel is the same. */
const kernel = new KernelAnswers()

/** This machine as the checks see it. */
export function thisMachine({ catalog, paths, engine }: MachineOptions, signal: AbortSignal): Machine {
  let detected: Promise<Engine> | undefined
  return {
    platform: process.platform,
    exec: execOnHost,
    catalog,
    engine: () => (detected ??= detectEngine(execOnHost, signal, engine)),
    findTool: (id) => findTool(id, paths.cache),
    findUnstartable: (id) => findUnstartable(id),
    availableMemory,
    freeSpace: async (folder) => {
      const storage = await statfs(folder).catch(() => undefined)
      return storage && storage.bavail * storage.bsize
    },
    readText: async (file) => (await readFile(file, 'utf8').catch(() => undefined))?.trim(),
    netns: thisHost(execOnHost),
    kernel,
    holder: () => machineHolder(paths),
    privilege: privilegeOf({ isRoot: process.getuid?.() === 0, viaSudo: false }),
  }
}
