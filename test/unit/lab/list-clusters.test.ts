import { describe, expect, it } from 'vitest'
import { listClusters } from '../../../main/lab/list-clusters.ts'
import { LabError } from '../../../main/system/errors.ts'
import { released } from '../../../main/clusters/kind/cluster-files.ts'
import { aNote } from '../clusters/kind/a-note.ts'
import { detailsOf } from '../error-details.ts'

describe('the list of clusters', () => {
  it('tells of each what is known of it', async () => {
    const kept = released(aNote('cnilab-b', { variant: 'calico/vxlan', kept: true }))
    const list = () =>
      Promise.resolve([
        { name: 'cnilab-a', state: 'unknown' as const, nodes: 3, note: undefined },
        { name: 'cnilab-b', state: 'kept' as const, nodes: 3, note: kept },
        { name: 'cnilab-c', state: 'in use' as const, nodes: 2, note: aNote('cnilab-c', { variant: 'gone/by' }) },
      ])
    expect(await listClusters({ list })).toEqual([
      { name: 'cnilab-a', state: 'unknown', nodes: 3 },
      {
        name: 'cnilab-b',
        state: 'kept',
        nodes: 3,
        variant: 'calico/vxlan',
        cni: 'calico',
        createdAt: '2026-11-23T19:13:05.000Z',
        usedBy: 'run 20261123-191305-k3f9',
      },
      {
        name: 'cnilab-c',
        state: 'in use',
        nodes: 2,
        variant: 'gone/by',
        createdAt: '2026-11-23T19:13:05.000Z',
        usedBy: 'run 20261123-191305-k3f9',
      },
    ])
  })

  it('says that there is no engine', async () => {
    const noEngine = new LabError({ code: 'no-engine', title: 'Cannot make kind clusters', message: 'none answers.' })
    expect(await detailsOf(() => listClusters({ list: () => Promise.reject(noEngine) }))).toEqual(noEngine.details)
  })
})
