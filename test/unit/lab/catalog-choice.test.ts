import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pinnedCatalog } from '../../../main/cnis/pins.ts'
import { chooseCatalog } from '../../../main/lab/catalog-choice.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

describe('chooseCatalog', () => {
  const file = (content: object) => {
    const path = join(temporaryFolder(), 'catalog.json')
    writeFileSync(path, JSON.stringify(content))
    return path
  }
  const node = (version: string) => ({ node: { image: `kindest/node:${version}`, kubernetes: version } })

  it('is the pinned one where nothing is named', async () => {
    expect(await chooseCatalog(undefined, {})).toEqual(pinnedCatalog)
  })

  it('prefers the file that is asked for to CNILAB_CATALOG, and that to TESTBED', async () => {
    const environment = { CNILAB_CATALOG: file(node('v1.33.0')), TESTBED: '/no/such/file' }
    expect((await chooseCatalog(file(node('v1.34.4')), environment)).node.kubernetes).toBe('v1.34.4')
    expect((await chooseCatalog(undefined, environment)).node.kubernetes).toBe('v1.33.0')
    expect((await detailsOf(() => chooseCatalog(undefined, { TESTBED: '/no/such/file' }))).code).toBe(
      'unreadable-catalog',
    )
  })
})
