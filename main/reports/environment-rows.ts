import type { RunRecord } from '../store/run-record.ts'
import { bytes } from '../words/en/quantity.ts'

/** The machine and the tools, as name and value. */
export function environmentRows({
  environment,
}: Pick<RunRecord, 'environment'>): readonly (readonly [string, string])[] {
  const { cnilab, node, os, kernel, arch, cpuModel, cores, memoryBytes, governor, virtualization, tools } = environment
  return [
    ['CPU', `${cpuModel}, ${String(cores)} cores`],
    ...(governor === undefined ? [] : [['CPU governor', governor] as const]),
    ['Memory', bytes(memoryBytes)],
    ...(virtualization === undefined ? [] : [['Virtualization', virtualization] as const]),
    ['Operating system', os],
    ['Kernel', `${kernel} (${arch})`],
    ['CNI Lab', cnilab],
    ['Node.js', node],
    ...Object.entries(tools),
  ]
}
