import type { Catalog } from '../cnis/catalog.ts'
import { readCatalogFile, withOverrides } from '../cnis/catalog-file.ts'
import { pinnedCatalog } from '../cnis/pins.ts'
import { readTestbed } from '../cnis/testbed-catalog.ts'

/**
 * The catalog in force: the pinned one, with what a file overrides. The file is the one asked for, else `CNILAB_CATALOG`; else
 * `TESTBED` names the description of an offline test bed.
 * @throws LabError `unreadable-catalog`
 */
export async function chooseCatalog(
  file: string | undefined,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<Catalog> {
  const asked = file ?? environment.CNILAB_CATALOG
  if (asked) return withOverrides(pinnedCatalog, await readCatalogFile(asked))
  const testbed = environment.TESTBED
  return testbed ? withOverrides(pinnedCatalog, await readTestbed(testbed)) : pinnedCatalog
}
