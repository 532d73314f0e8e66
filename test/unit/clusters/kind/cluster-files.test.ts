import { describe, expect, it } from 'vitest'
import { ClusterFiles } from '../../../../main/clusters/kind/cluster-files.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { aNote, anotherLivingProcess } from './a-note.ts'

describe('claiming a cluster', () => {
  it('gives it to one of those who want it at the same time', async () => {
    const files = new ClusterFiles(temporaryFolder())
    await files.write(aNote('cnilab-a', { kept: true }))
    const claims = await Promise.all(['run 1', 'run 2', 'run 3'].map((what) => files.claim('cnilab-a', what)))
    const [claimed, ...others] = claims.filter((note) => note !== undefined)
    expect(others).toEqual([])
    expect(await files.read('cnilab-a')).toEqual(claimed)
    expect(claimed?.owner?.process.pid).toBe(process.pid)
  })

  it('does not give away what is in use, or of which there is no note', async () => {
    const files = new ClusterFiles(temporaryFolder())
    await files.write(aNote('cnilab-a', { owner: { what: 'run 1', process: anotherLivingProcess() } }))
    expect(await files.claim('cnilab-a', 'run 2')).toBeUndefined()
    expect(await files.claim('cnilab-b', 'run 2')).toBeUndefined()
  })
})
