import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ClusterFiles, ownedByThisProcess, released } from '../../../../main/clusters/kind/cluster-files.ts'
import { detectEngine } from '../../../../main/clusters/kind/detect-engine.ts'
import { KindClusters } from '../../../../main/clusters/kind/kind-clusters.ts'
import { KindCommand } from '../../../../main/clusters/kind/kind-command.ts'
import { detailsOf } from '../../error-details.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { aNote, anotherLivingProcess } from './a-note.ts'
import { FakeHost, type Behaviour } from './fake-exec.ts'

async function aMachine(behave?: Behaviour) {
  const host = new FakeHost(behave)
  const engine = await detectEngine(host.exec)
  const kind = new KindCommand('kind', engine, host.exec, { timeoutMs: 20, pauseMs: 1 })
  const folder = temporaryFolder()
  const files = new ClusterFiles(folder)
  return { host, kind, files, folder, clusters: new KindClusters({ engine, kind: () => Promise.resolve(kind), files }) }
}

async function withOneOfEach() {
  const machine = await aMachine()
  for (const name of ['cnilab-used', 'cnilab-kept', 'cnilab-left', 'cnilab-unnoted', 'kind', 'prod-cnilab-x'])
    machine.host.addCluster(name)
  const process = anotherLivingProcess()
  await machine.files.write(aNote('cnilab-used', { owner: { what: 'run 1', process } }))
  await machine.files.write(aNote('cnilab-kept', { kept: true }))
  await machine.files.write(aNote('cnilab-left'))
  await machine.files.write(aNote('cnilab-gone'))
  return machine
}

describe('the clusters of the lab', () => {
  it('are those with its prefix, each in its state', async () => {
    const { clusters } = await withOneOfEach()
    expect((await clusters.list()).map(({ name, state, nodes }) => [name, state, nodes])).toEqual([
      ['cnilab-kept', 'kept', 3],
      ['cnilab-left', 'left over', 3],
      ['cnilab-unnoted', 'unknown', 3],
      ['cnilab-used', 'in use', 3],
    ])
  })

  it('are told with what is known of each', async () => {
    const { clusters, host, files } = await aMachine()
    for (const name of ['cnilab-a', 'cnilab-b', 'cnilab-c']) host.addCluster(name)
    await files.write(released(aNote('cnilab-b', { variant: 'calico/vxlan', kept: true })))
    await files.write(aNote('cnilab-c', { variant: 'gone/by', kept: true }))
    const noted = { nodes: 3, createdAt: '2026-11-23T19:13:05.000Z', usedBy: 'run 20261123-191305-k3f9' }
    expect(await clusters.list()).toEqual([
      { name: 'cnilab-a', state: 'unknown', nodes: 3 },
      { name: 'cnilab-b', state: 'kept', variant: 'calico/vxlan', cni: 'calico', ...noted },
      { name: 'cnilab-c', state: 'kept', variant: 'gone/by', ...noted },
    ])
  })

  it('are pruned of what is left over, and of nothing else', async () => {
    const { clusters, host, files } = await withOneOfEach()
    expect(await clusters.prune()).toEqual(['cnilab-left'])
    expect([...host.clusters.keys()].sort()).toEqual([
      'cnilab-kept',
      'cnilab-unnoted',
      'cnilab-used',
      'kind',
      'prod-cnilab-x',
    ])
    expect((await files.all()).map(({ name }) => name).sort()).toEqual(['cnilab-kept', 'cnilab-used'])
  })

  it('are not deleted while another process uses them', async () => {
    const { clusters, host } = await withOneOfEach()
    const details = await detailsOf(() => clusters.delete('cnilab-used'))
    expect(details).toMatchObject({ code: 'bad-usage', message: 'it is in use by run 1.' })
    expect(host.clusters.has('cnilab-used')).toBe(true)
  })

  it('are not deleted while this very process uses them', async () => {
    const { clusters, host, files } = await aMachine()
    host.addCluster('cnilab-own')
    const note = aNote('cnilab-own', { owner: ownedByThisProcess('run 2') })
    await files.write(note)
    expect((await detailsOf(() => clusters.delete('cnilab-own'))).message).toBe('it is in use by run 2.')
    expect(await clusters.prune()).toEqual([])
    await files.write(released(note))
    await clusters.delete('cnilab-own')
    expect([...host.clusters.keys()]).toEqual([])
  })

  it('are free as soon as their owner is done with them, though it lives on', async () => {
    const { clusters, host, files } = await aMachine()
    host.addCluster('cnilab-done')
    const owner = { what: 'run 1', process: anotherLivingProcess() }
    await files.write(aNote('cnilab-done', { kept: true, owner }))
    expect((await clusters.find('cnilab-done')).state).toBe('in use')
    await files.write(released(aNote('cnilab-done', { kept: true, owner })))
    expect(await clusters.find('cnilab-done')).toMatchObject({ state: 'kept', usedBy: 'run 1' })
  })

  it('are deleted by name, kept or not', async () => {
    const { clusters, host, files } = await withOneOfEach()
    await clusters.delete('cnilab-kept')
    expect(host.clusters.has('cnilab-kept')).toBe(false)
    expect(await files.read('cnilab-kept')).toBeUndefined()
  })

  it.each(['kind', 'prod-cnilab-x', 'cnilab-gone', ''])('do not include "%s"', async (name) => {
    const { clusters, host } = await withOneOfEach()
    const details = await detailsOf(() => clusters.delete(name))
    expect(details.code).toBe('unknown-name')
    expect(details.hint).toContain('cnilab-left')
    expect(host.lines.some((line) => line.includes('delete'))).toBe(false)
  })

  it('are unknown when their note cannot be read', async () => {
    const { clusters, files, folder, host } = await aMachine()
    host.addCluster('cnilab-a')
    await files.write(aNote('cnilab-a', { kept: true }))
    writeFileSync(join(folder, 'cnilab-a', 'cluster.json'), '{"name": "cnilab')
    expect((await clusters.list()).map(({ state, variant }) => [state, variant])).toEqual([['unknown', undefined]])
  })
})

describe('deleting a cluster', () => {
  it('unpauses it first, and is verified by the labels of its containers', async () => {
    const { kind, host } = await aMachine()
    host.addCluster('cnilab-a')
    host.paused.add('cnilab-a-worker')
    await kind.delete('cnilab-a', '/tmp/kubeconfig')
    const verbs = host.calls.slice(2).map(({ file, args }) => `${file} ${args[0] ?? ''}`)
    expect(verbs).toEqual(['docker ps', 'docker unpause', 'docker ps', 'docker rm', 'kind delete', 'docker ps'])
  })

  it('is tried again when containers came after kind had looked for them', async () => {
    let looks = 0
    const { kind, host } = await aMachine(({ file }) => (file === 'kind' && ++looks === 1 ? { stderr: '' } : undefined))
    host.addCluster('cnilab-a')
    await kind.delete('cnilab-a', '/tmp/kubeconfig')
    expect(looks).toBe(2)
    expect(host.clusters.has('cnilab-a')).toBe(false)
  })

  it('has failed when kind says that it did and containers are still there', async () => {
    const { kind, host } = await aMachine(({ file }) => (file === 'kind' ? { stderr: 'Deleted nodes' } : undefined))
    host.addCluster('cnilab-a')
    const details = await detailsOf(() => kind.delete('cnilab-a', '/tmp/kubeconfig'))
    expect(details.code).toBe('cluster-failed')
    expect(details.message).toContain('cnilab-a-control-plane')
    expect(details.hint).toContain('docker rm -fv cnilab-a-control-plane cnilab-a-worker cnilab-a-worker2')
  })

  it('uses the engine that was found, whatever kind would choose', async () => {
    const { kind, host } = await aMachine()
    await kind.delete('cnilab-a', '/tmp/kubeconfig')
    const call = host.calls.find(({ file }) => file === 'kind')
    expect(call?.options.env).toEqual({ KIND_EXPERIMENTAL_PROVIDER: 'docker' })
    expect(call?.options.signal).toBeUndefined()
  })
})
