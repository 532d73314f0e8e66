import { Registry } from '../../../system/registry.ts'
import type { Check } from '../check.ts'
import { cgroups } from './cgroups.ts'
import { cpuGovernor } from './cpu-governor.ts'
import { disk } from './disk.ts'
import { containerEngine } from './container-engine.ts'
import { inotify } from './inotify.ts'
import { kernelFeatures } from './kernel-features.ts'
import { memory } from './memory.ts'
import { namespaces } from './namespaces.ts'
import { namespaceVxlan } from './namespace-vxlan.ts'
import { power } from './power.ts'
import { programs } from './programs.ts'
import { helmTool, kindTool } from './tools.ts'

/** Every check, in the order in which they are shown. */
export const checks = new Registry<Check>('check', [
  containerEngine,
  kindTool,
  helmTool,
  memory,
  disk,
  inotify,
  cgroups,
  kernelFeatures,
  programs,
  namespaces,
  namespaceVxlan,
  cpuGovernor,
  power,
])
