import { Engine, type EngineInfo } from '../../../../main/clusters/kind/engine.ts'
import { KernelAnswers } from '../../../../main/clusters/kind/kernel.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import { kernelFeatureIds } from '../../../../main/cnis/kernel-features.ts'
import type { Machine } from '../../../../main/clusters/machine.ts'
import type { CommandResult, Exec } from '../../../../main/system/exec.ts'

export const gib = 1024 ** 3

const info: EngineInfo = {
  version: '29.1.0',
  memoryBytes: 32 * gib,
  cores: 8,
  cgroupVersion: 2,
  storage: '/var/lib/docker',
  operatingSystem: 'Debian GNU/Linux 13',
}

export const succeeds = (stdout = ''): Promise<CommandResult> => Promise.resolve({ stdout, stderr: '', exitCode: 0 })
export const fails = (stderr = ''): Promise<CommandResult> => Promise.resolve({ stdout: '', stderr, exitCode: 1 })

/** An engine that has the node image, every kernel feature and no clusters; `exec` answers instead. */
export const anEngine = (overrides: Partial<EngineInfo> = {}, exec: Exec = answerAsDocker): Engine =>
  new Engine('docker', { ...info, ...overrides }, exec)

const answerAsDocker: Exec = (_, [command]) =>
  succeeds(
    command === 'run' ? [...kernelFeatureIds, 'ipv6'].join('\n') : command === 'image' ? '[{"Id": "sha256:1"}]' : '',
  )

/** Files of a kernel as Debian ships it. */
const files: Record<string, string> = {
  '/proc/sys/fs/inotify/max_user_instances': '1024',
  '/proc/sys/fs/inotify/max_user_watches': '524288',
}

/** A machine on which everything is in order, but for what a test says. */
export const machine = (overrides: Partial<Machine> & { readonly files?: Record<string, string> } = {}): Machine => ({
  platform: 'linux',
  exec: () => succeeds(),
  catalog: pinnedCatalog,
  engine: () => Promise.resolve(anEngine()),
  findTool: () => Promise.resolve(undefined),
  availableMemory: () => Promise.resolve(16 * gib),
  freeSpace: () => Promise.resolve(100 * gib),
  readText: (file) => Promise.resolve({ ...files, ...overrides.files }[file]),
  netns: {
    platform: 'linux',
    exec: () => succeeds(),
    missingPrograms: () => Promise.resolve([]),
    namespaceSettings: () => Promise.resolve({}),
  },
  privilege: 'user-namespace',
  kernel: new KernelAnswers(),
  holder: () => undefined,
  ...overrides,
})
