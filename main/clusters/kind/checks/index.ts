import type { Check } from '../../check.ts'
import { cgroups, containerEngine } from './engine.ts'
import { kernelFeatures } from './kernel-features.ts'
import { disk, inotify, memory } from './room.ts'
import { helmTool, kindTool } from './tools.ts'

/** In the order in which they are shown. */
export const kindChecks: readonly Check[] = [
  containerEngine,
  kindTool,
  helmTool,
  memory,
  disk,
  inotify,
  cgroups,
  kernelFeatures,
]
