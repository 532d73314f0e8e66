import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readCatalogFile, withOverrides } from '../../../main/cnis/catalog-file.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { LabError } from '../../../main/system/errors.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function catalogFile(content: unknown, folder = temporaryFolder()): string {
  const file = join(folder, 'catalog.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

const sha256 = 'a'.repeat(64)
const read = (content: unknown) => readCatalogFile(catalogFile(content))

describe('readCatalogFile', () => {
  it('takes paths as relative to the folder of the catalog', async () => {
    const folder = temporaryFolder()
    const overrides = await readCatalogFile(
      catalogFile(
        {
          flannel: { version: 'v1', manifest: { file: 'flannel/kube-flannel.yml' } },
          calico: {
            version: 'v1',
            manifest: { file: 'calico.yaml' },
            manifestVxlan: { file: '/opt/calico-vxlan.yaml', sha256 },
          },
          cniPlugins: { version: 'v1', folder: '../plugins' },
        },
        folder,
      ),
    )
    expect(overrides.flannel).toMatchObject({ manifest: { file: join(folder, 'flannel/kube-flannel.yml') } })
    expect(overrides.calico).toMatchObject({
      manifest: { file: join(folder, 'calico.yaml') },
      manifestVxlan: { file: '/opt/calico-vxlan.yaml', sha256 },
    })
    expect(overrides.cniPlugins).toEqual({ version: 'v1', folder: join(folder, '../plugins') })
  })

  it('leaves chart values as they are, also those that are named like paths', async () => {
    const values = { log: { file: 'cilium.log', folder: 'logs' }, debug: true }
    const { cilium } = await read({ cilium: { version: '1', chart: { file: 'cilium.tgz' }, values } })
    expect(cilium).toMatchObject({ values })
  })

  it('may be empty', async () => {
    expect(await read({})).toEqual({})
  })

  it.each<[string, unknown]>([
    ['is not JSON', '{ node: 1 }'],
    ['is cut short', '{"node": {"image": "kindest/node:v1.36.4"'],
    ['is no object', '[]'],
    ['is null', null],
    ['has an unknown entry', { antrea: { version: 'v1' } }],
    ['has an unknown key in an entry', { node: { image: 'a:1', kubernetes: 'v1.34.0', arch: 'amd64' } }],
    ['lacks a key of an entry', { flannel: { version: 'v1' } }],
    ['has a version of another form', { node: { image: 'a:1', kubernetes: '1.34' } }],
    ['has something else as an image', { node: { image: '--privileged', kubernetes: 'v1.34.0' } }],
    ['has an image with a space', { probes: { client: 'a b', 'http-server': 'b' } }],
    ['has a URL without a sha256', { flannel: { version: 'v1', manifest: { url: 'https://example.org/a.yml' } } }],
    ['has a short sha256', { flannel: { version: 'v1', manifest: { url: 'https://example.org/a', sha256: 'aa' } } }],
    [
      'has both a URL and a file',
      { flannel: { version: 'v1', manifest: { url: 'https://a.org', sha256, file: 'a' } } },
    ],
    ['has no URL where one must be', { flannel: { version: 'v1', manifest: { url: 'kube-flannel.yml', sha256 } } }],
  ])('refuses one that %s', async (_what, content) => {
    const file = catalogFile(content)
    const details = await detailsOf(() => readCatalogFile(file))
    expect(details).toMatchObject({ code: 'unreadable-catalog', title: `Cannot read the catalog ${file}` })
    expect(details.message).not.toMatch(/\n|undefined/)
    expect(details.hint).toBeDefined()
  })

  it('refuses a file that is not there', async () => {
    const details = await detailsOf(() => readCatalogFile(join(temporaryFolder(), 'none.json')))
    expect(details).toMatchObject({ code: 'unreadable-catalog' })
    expect(details.message).toContain('ENOENT')
  })

  it('reads or refuses whatever it is given', async () => {
    const folder = temporaryFolder()
    const entry = fc.oneof(fc.json(), fc.constant(JSON.stringify(pinnedCatalog)))
    const edits = fc.tuple(entry, fc.nat(400), fc.nat(10), fc.string({ maxLength: 5 }))
    await fc.assert(
      fc.asyncProperty(edits, async ([json, at, length, by]) => {
        const file = catalogFile(json.slice(0, at) + by + json.slice(at + length), folder)
        const error: unknown = await readCatalogFile(file).then(
          () => undefined,
          (caught: unknown) => caught,
        )
        expect(error === undefined || (error instanceof LabError && error.details.code === 'unreadable-catalog')).toBe(
          true,
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('withOverrides', () => {
  it('replaces entries as a whole and keeps the others', async () => {
    const overrides = await read({ node: { image: 'kindest/node:v1.34.4', kubernetes: 'v1.34.4' } })
    const catalog = withOverrides(pinnedCatalog, overrides)
    expect(catalog.node).toEqual({ image: 'kindest/node:v1.34.4', kubernetes: 'v1.34.4' })
    expect(catalog.calico).toBe(pinnedCatalog.calico)
  })
})
