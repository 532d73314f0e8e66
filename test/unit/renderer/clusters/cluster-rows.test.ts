import { describe, expect, it } from 'vitest'
import type { ClusterEntry } from '../../../../main/clusters/kept-clusters.ts'
import type { Task } from '../../../../main/lab/tasks/task.ts'
import { clusterRows, deletionOf, panelTasks } from '../../../../renderer/components/clusters/cluster-rows.ts'

const aCluster = (name: string, change: Partial<ClusterEntry> = {}): ClusterEntry => ({
  name,
  state: 'kept',
  nodes: 3,
  ...change,
})
const aTask = (id: string, change: Partial<Task> = {}): Task => ({
  id,
  kind: 'cluster-delete',
  title: 'deleting it',
  subject: { cluster: 'cnilab-a' },
  state: 'running',
  steps: [],
  createdAtMs: 1,
  ...change,
})
const none = new Set<string>()

describe('clusterRows', () => {
  it('lists clusters by name', () => {
    const rows = clusterRows([aCluster('cnilab-b'), aCluster('cnilab-a')], [])
    expect(rows.map(({ cluster }) => cluster.name)).toEqual(['cnilab-a', 'cnilab-b'])
  })

  it('has the newest task that deletes a cluster in its row', () => {
    const tasks = [aTask('old', { state: 'failed' }), aTask('new', { createdAtMs: 2 })]
    const rows = clusterRows([aCluster('cnilab-a'), aCluster('cnilab-b')], tasks)
    expect(rows.map(({ task }) => task?.id)).toEqual(['new', undefined])
  })

  it('shows a deletion that failed until another one has ended well', () => {
    const failed = aTask('1', { state: 'failed' })
    const later = aTask('2', { state: 'succeeded', createdAtMs: 2 })
    expect(clusterRows([aCluster('cnilab-a')], [failed])[0]?.task).toBe(failed)
    expect(clusterRows([aCluster('cnilab-a')], [failed, later])[0]).not.toHaveProperty('task')
  })

  it('says who uses a cluster that cannot be deleted', () => {
    const [row] = clusterRows([aCluster('cnilab-a', { state: 'in use', usedBy: 'run 7' })], [])
    expect(row?.kept).toBe('In use by run 7.')
  })
})

describe('panelTasks', () => {
  const made = aTask('made', { kind: 'cluster-create', state: 'succeeded' })
  const making = aTask('making', { kind: 'cluster-create' })
  const failed = aTask('failed', { kind: 'cluster-create', state: 'failed', createdAtMs: 5 })
  const failedBefore = aTask('before', { kind: 'cluster-prune', state: 'failed', createdAtMs: 3 })

  it('has what is at work and the last failure, but neither runs nor deletions', () => {
    const tasks = [made, making, failed, failedBefore, aTask('deleting'), aTask('run', { kind: 'run' })]
    expect(panelTasks(tasks, none)).toEqual([making, failed])
  })

  it('leaves out what was dismissed', () => {
    expect(panelTasks([making, failed], new Set(['failed']))).toEqual([making])
  })
})

describe('deletionOf', () => {
  it('warns of a cluster that may be somebody else’s', () => {
    const clusters = [aCluster('cnilab-a'), aCluster('cnilab-b', { state: 'unknown' })]
    expect(deletionOf('cnilab-a', clusters).text).not.toContain('somebody else')
    expect(deletionOf('cnilab-b', clusters).text).toContain('somebody else may be at work with it')
  })
})
