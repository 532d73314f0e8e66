import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readCatalogFile } from '../../../main/cnis/catalog-file.ts'
import { calicoSources } from '../../../main/cnis/calico/sources.ts'
import { ciliumSources } from '../../../main/cnis/cilium/sources.ts'
import { flannelSources } from '../../../main/cnis/flannel/sources.ts'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('the pinned catalog', () => {
  it('is one that a catalog file could hold', async () => {
    const file = join(temporaryFolder(), 'catalog.json')
    writeFileSync(file, JSON.stringify(pinnedCatalog))
    expect(await readCatalogFile(file)).toEqual(pinnedCatalog)
  })

  it('pins by sha256, over HTTPS, at the version that it states', () => {
    const { cniPlugins } = pinnedCatalog
    const flannel = flannelSources.of(pinnedCatalog)
    const calico = calicoSources.of(pinnedCatalog)
    const cilium = ciliumSources.of(pinnedCatalog)
    const pinned = [
      ...('amd64' in cniPlugins ? ([cniPlugins.amd64, cniPlugins.arm64] as const) : []).map(
        (source) => [cniPlugins.version, source] as const,
      ),
      [flannel.version, flannel.manifest] as const,
      [calico.version, calico.manifestVxlan] as const,
      [cilium.version, cilium.chart] as const,
    ]
    expect(pinned).toHaveLength(5)
    for (const [version, source] of pinned) {
      const url = 'url' in source ? source.url : ''
      expect(url).toMatch(/^https:\/\//)
      expect(url).toContain(version)
    }
    expect(new Set(pinned.map(([, { sha256 }]) => sha256)).size).toBe(5)
    expect(pinnedCatalog.node.image).toContain(`:${pinnedCatalog.node.kubernetes}@sha256:`)
  })
})
