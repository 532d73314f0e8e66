import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { LabError } from '../system/errors.ts'
import type { CatalogOverrides } from './catalog-file.ts'
import { cnis } from './index.ts'

/** What an offline test bed says of itself: everything in files, images already in the engine. */
const testbedSchema = z.object({
  nodeImage: z.string(),
  kubernetes: z.string(),
  probeImage: z.string(),
  cniPlugins: z.string(),
  /** By the CNI's id. */
  cnis: z.record(z.string(), z.unknown()),
})

/** A test bed's description (the JSON file that `TESTBED` names) as a catalog. One image serves all probes there. */
export function catalogFromTestbed(json: unknown): CatalogOverrides {
  const { nodeImage, kubernetes, probeImage, cniPlugins, cnis: described } = testbedSchema.parse(json)
  return {
    node: { image: nodeImage, kubernetes },
    probes: { client: probeImage, 'http-server': probeImage },
    cniPlugins: { version: 'test bed', folder: cniPlugins },
    ...Object.fromEntries(
      cnis.all().flatMap(({ id, sources }) => (sources ? [[id, sources.ofTestbed.parse(described[id])]] : [])),
    ),
  }
}

/** @throws LabError `unreadable-catalog` */
export async function readTestbed(file: string): Promise<CatalogOverrides> {
  try {
    return catalogFromTestbed(JSON.parse(await readFile(file, 'utf8')))
  } catch (error) {
    throw new LabError(
      {
        code: 'unreadable-catalog',
        title: `Cannot read the test bed's description ${file}`,
        message: error instanceof Error ? error.message : String(error),
        hint: 'TESTBED names it; unset TESTBED to use the pinned catalog.',
      },
      { cause: error },
    )
  }
}
