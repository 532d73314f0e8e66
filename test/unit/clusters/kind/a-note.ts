import { readFileSync } from 'node:fs'
import type { ClusterNote } from '../../../../main/clusters/kind/cluster-files.ts'
import { startTicks, thisProcess } from '../../../../main/system/process-identity.ts'

/** The process that started this one: alive, and not this one. */
export function anotherLivingProcess(): NonNullable<ClusterNote['owner']>['process'] {
  const [bootId = ''] = thisProcess().startedAt.split('/')
  const ticks = startTicks(readFileSync(`/proc/${String(process.ppid)}/stat`, 'utf8')) ?? ''
  return { pid: process.ppid, startedAt: `${bootId}/${ticks}` }
}

const aDeadProcess = (): NonNullable<ClusterNote['owner']>['process'] => ({
  pid: 2 ** 22 + 1,
  startedAt: 'an earlier boot/1',
})

export const aNote = (name: string, change: Partial<ClusterNote> = {}): ClusterNote => ({
  name,
  variant: 'kindnet',
  recipeHash: 'feed',
  createdAt: '2026-11-23T19:13:05.000Z',
  kept: false,
  owner: { what: 'run 20261123-191305-k3f9', process: aDeadProcess() },
  ...change,
})
