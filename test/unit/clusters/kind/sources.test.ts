import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { parse } from 'yaml'
import { kindConfig } from '../../../../main/clusters/kind/kind-config.ts'
import { prepareRecipe } from '../../../../main/clusters/kind/prepare-recipe.ts'
import { fetchPlugin, fetchSource, imagesOf, parseManifests } from '../../../../main/clusters/kind/sources.ts'
import { calicoVxlan } from '../../../../main/cnis/calico/vxlan.ts'
import type { Catalog } from '../../../../main/cnis/catalog.ts'
import { ciliumVxlanIpsec } from '../../../../main/cnis/cilium/vxlan-ipsec.ts'
import { flannelVxlan } from '../../../../main/cnis/flannel/vxlan.ts'
import { kindnetRouted as kindnet } from '../../../../main/cnis/kindnet/routed.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import { podSubnet, type IpFamily, type KindVariant, type Manifest } from '../../../../main/cnis/recipe.ts'
import { sha256Of } from '../../../../main/system/downloads.ts'
import { detailsOf, givesResultOrLabError } from '../../error-details.ts'
import { fixture, fixtureFile } from '../../fixture.ts'
import { temporaryFolder } from '../../temporary-folder.ts'
import { FakeHost } from './fake-exec.ts'

const { signal } = new AbortController()
const flannelManifest = fixture('flannel/kube-flannel-v0.28.10-structure.yml')

describe('parseManifests', () => {
  it('reads every object of a manifest as it was published', () => {
    const kinds = parseManifests(flannelManifest, 'kube-flannel.yml').map(({ kind }) => kind)
    expect(kinds.sort()).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'ConfigMap',
      'DaemonSet',
      'Namespace',
      'ServiceAccount',
    ])
  })

  it('passes over documents without content', () => {
    expect(parseManifests('---\n# a comment\n---\n', 'a')).toEqual([])
    expect(parseManifests('', 'a')).toEqual([])
  })

  it.each(['kind: [DaemonSet', 'a: b: c', 'kind: DaemonSet', '- 1', 'just text', '{"apiVersion": 1}'])(
    'refuses "%s"',
    async (text) => {
      expect((await detailsOf(() => parseManifests(text, 'broken.yml'))).code).toBe('unreadable-catalog')
    },
  )

  it('refuses a manifest that was cut short, of which an object could still be read', async () => {
    const text = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { key: [1, 2'
    expect((await detailsOf(() => parseManifests(text, 'cut.yml'))).code).toBe('unreadable-catalog')
  })

  it('gives objects or a LabError, whatever it is given', () => {
    const texts = fc.oneof(
      fc.string(),
      fc.json(),
      fc
        .tuple(fc.nat(flannelManifest.length), fc.nat(60), fc.string({ maxLength: 6 }))
        .map(([at, length, by]) => flannelManifest.slice(0, at) + by + flannelManifest.slice(at + length)),
    )
    fc.assert(
      fc.property(texts, (text) => givesResultOrLabError(() => imagesOf(parseManifests(text, 'a')))),
      { numRuns: 60 },
    )
  })
})

describe('imagesOf', () => {
  it('finds the images of containers and init containers, once each', () => {
    expect(imagesOf(parseManifests(flannelManifest, 'a'))).toEqual([
      'ghcr.io/flannel-io/flannel-cni-plugin:v1.9.1-flannel3',
      'ghcr.io/flannel-io/flannel:v0.28.10',
    ])
    expect(imagesOf(parseManifests(fixture('calico/calico-vxlan-v3.28.5-structure.yaml'), 'a'))).toEqual([
      'docker.io/calico/cni:v3.28.5',
      'docker.io/calico/kube-controllers:v3.28.5',
      'docker.io/calico/node:v3.28.5',
    ])
  })

  it('does not take the words of a definition for images', () => {
    const crd = { apiVersion: 'v1', kind: 'CustomResourceDefinition', metadata: { name: 'a' } }
    expect(imagesOf([{ ...crd, spec: { containers: [{ image: 'no' }] } }])).toEqual([])
  })

  it('takes objects of any shape', () => {
    const aManifest = (spec: unknown): Manifest => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name: 'a' }, spec })
    const spec = fc.dictionary(fc.constantFrom('containers', 'initContainers', 'template'), fc.jsonValue())
    fc.assert(fc.property(spec, (each) => Array.isArray(imagesOf([aManifest(each)]))))
  })
})

describe('fetchSource', () => {
  it('takes a file as it is, and tells its sha256', async () => {
    const file = fixtureFile('flannel/kube-flannel-v0.28.10-structure.yml')
    const sha256 = sha256Of(flannelManifest)
    expect(await fetchSource({ file }, temporaryFolder(), signal)).toEqual({ file, from: file, sha256 })
    expect(await fetchSource({ file, sha256 }, temporaryFolder(), signal)).toMatchObject({ sha256 })
  })

  it('refuses a file with another sha256 than the catalog says, and one that is not there', async () => {
    const file = fixtureFile('flannel/kube-flannel-v0.28.10-structure.yml')
    const fetching = (source: Parameters<typeof fetchSource>[0]) =>
      detailsOf(() => fetchSource(source, temporaryFolder(), signal))
    expect((await fetching({ file, sha256: '0'.repeat(64) })).code).toBe('checksum-mismatch')
    expect((await fetching({ file: `${file}.gone` })).code).toBe('unreadable-catalog')
  })
})

describe('fetchPlugin', () => {
  it('follows a link to the program itself, which is what can be copied', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'real'))
    writeFileSync(join(folder, 'real', 'bridge'), 'program')
    symlinkSync(join(folder, 'real', 'bridge'), join(folder, 'bridge'))
    const plugin = await fetchPlugin({ version: 'v1', folder }, 'bridge', 'amd64', temporaryFolder(), signal)
    expect(plugin).toEqual({
      file: join(folder, 'real', 'bridge'),
      from: join(folder, 'bridge'),
      sha256: sha256Of('program'),
    })
  })
})

function aCatalog(change: Partial<Catalog> = {}): Catalog {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'bridge'), 'program')
  return {
    ...pinnedCatalog,
    cniPlugins: { version: 'v1', folder },
    flannel: { version: 'v0.28.10', manifest: { file: fixtureFile('flannel/kube-flannel-v0.28.10-structure.yml') } },
    calico: {
      version: 'v3.28.5',
      manifest: { file: fixtureFile('calico/calico-v3.28.5-structure.yaml') },
      manifestVxlan: { file: fixtureFile('calico/calico-vxlan-v3.28.5-structure.yaml') },
    },
    ...change,
  }
}
const prepared = (
  variant: KindVariant,
  catalog = aCatalog(),
  exec = new FakeHost().exec,
  ipFamily: IpFamily = 'ipv4',
) =>
  prepareRecipe(variant, {
    catalog,
    ipFamily,
    cache: temporaryFolder(),
    architecture: 'amd64',
    exec,
    signal,
  })

describe('a prepared recipe', () => {
  it('renders the objects of the CNI, patched', async () => {
    const calico = await prepared(calicoVxlan)
    expect(JSON.stringify(await calico.render('any', signal))).toContain(
      '{"name":"CALICO_IPV4POOL_VXLAN","value":"Always"}',
    )
    expect(await (await prepared(kindnet)).render('any', signal)).toEqual([])
  })

  it('renders what a chart needs beside it before the chart, anew for each cluster', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'cilium.tgz')
    for (const name of ['cilium.tgz', 'helm']) writeFileSync(join(folder, name), name, { mode: 0o755 })
    vi.stubEnv('PATH', folder)
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const helm = new FakeHost(({ args }) => (args[0] === 'template' ? { stdout: flannelManifest } : undefined))
    const catalog = aCatalog({ cilium: { version: '1', chart: { file }, values: {} } })
    const recipe = await prepared(ciliumVxlanIpsec, catalog, helm.exec)
    const [first, again] = [await recipe.render('a', signal), await recipe.render('b', signal)]
    expect(first.map(({ kind }) => kind).slice(0, 2)).toEqual(['Secret', 'Namespace'])
    expect(first[0]).not.toEqual(again[0])
    expect(first.slice(1)).toEqual(again.slice(1))
    expect((await prepared(ciliumVxlanIpsec, catalog, helm.exec)).hash).toBe(recipe.hash)
  })

  it('names every source with the sha256 of what is used', async () => {
    expect((await prepared(flannelVxlan)).sources.map(({ what, sha256 }) => [what, sha256])).toEqual([
      ['manifest', sha256Of(flannelManifest)],
      ['plugin bridge', sha256Of('program')],
    ])
  })

  it('has the same hash for the same cluster', async () => {
    const [first, again] = [await prepared(flannelVxlan), await prepared(flannelVxlan)]
    expect(first.hash).toBe(again.hash)
    expect(first.hash).toMatch(/^[0-9a-f]{16}$/)
  })

  it('has another hash for whatever makes another cluster', async () => {
    const folder = temporaryFolder()
    writeFileSync(
      join(folder, 'flannel.yml'),
      flannelManifest.replace('"EnableNFTables":false', '"EnableNFTables":true'),
    )
    const hashes = [
      await prepared(flannelVxlan),
      await prepared(calicoVxlan),
      await prepared(kindnet),
      await prepared(flannelVxlan, aCatalog({ node: { image: 'kindest/node:v1.34.4', kubernetes: 'v1.34.4' } })),
      await prepared(flannelVxlan, aCatalog({ probes: { client: 'probe:1', 'http-server': 'probe:1' } })),
      await prepared(
        flannelVxlan,
        aCatalog({ flannel: { version: 'v1', manifest: { file: join(folder, 'flannel.yml') } } }),
      ),
    ].map(({ hash }) => hash)
    expect(new Set(hashes).size).toBe(hashes.length)
  })
})

describe('a recipe for dual stack', () => {
  it.each([kindnet, flannelVxlan, calicoVxlan])(
    'has another hash, so that no IPv4 cluster is taken for it',
    async (of) => {
      const dual = await prepared(of, aCatalog(), undefined, 'dual')
      expect(dual.hash).not.toBe((await prepared(of)).hash)
      expect(dual.hash).toBe((await prepared(of, aCatalog(), undefined, 'dual')).hash)
    },
  )
})

describe('kindConfig', () => {
  const config = (disableDefaultCni: boolean, ipFamily: IpFamily = 'ipv4') =>
    parse(kindConfig({ name: 'cnilab-a', disableDefaultCni, ipFamily })) as Record<string, unknown>

  it('has one control plane, two workers and the subnets of the lab', () => {
    expect(config(true)).toMatchObject({
      kind: 'Cluster',
      apiVersion: 'kind.x-k8s.io/v1alpha4',
      name: 'cnilab-a',
      networking: { disableDefaultCNI: true, podSubnet, apiServerAddress: '127.0.0.1' },
      nodes: [{ role: 'control-plane' }, { role: 'worker' }, { role: 'worker' }],
    })
    expect(config(false)).toMatchObject({ networking: { disableDefaultCNI: false } })
  })

  it('has both families of the lab’s subnets, IPv4 first, where dual stack is asked for', () => {
    expect(config(true)).toMatchObject({
      networking: { ipFamily: 'ipv4', podSubnet: '10.244.0.0/16', serviceSubnet: '10.96.0.0/16' },
    })
    expect(config(true, 'dual')).toMatchObject({
      networking: {
        ipFamily: 'dual',
        podSubnet: '10.244.0.0/16,fd00:10:244::/56',
        serviceSubnet: '10.96.0.0/16,fd00:10:96::/112',
      },
    })
  })

  it('has patches that stand a pause, without a version of kubeadm', () => {
    const [patch, ofKubelet] = (config(true) as { kubeadmConfigPatches: string[] }).kubeadmConfigPatches
    expect(parse(patch ?? '')).toEqual({
      kind: 'ClusterConfiguration',
      controllerManager: { extraArgs: { 'leader-elect': 'false', 'node-monitor-grace-period': '1h0m0s' } },
      scheduler: { extraArgs: { 'leader-elect': 'false' } },
    })
    // The second would follow the first if it were not given.
    expect(parse(ofKubelet ?? '')).toEqual({
      kind: 'KubeletConfiguration',
      nodeStatusUpdateFrequency: '2s',
      nodeStatusReportFrequency: '5m0s',
    })
  })
})
