import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { LabError } from '../system/errors.ts'
import type { CatalogOverrides } from './catalog.ts'

/** What an offline test bed says of itself: everything in files, images already in the engine. */
const testbedSchema = z.object({
  nodeImage: z.string(),
  kubernetes: z.string(),
  probeImage: z.string(),
  cniPlugins: z.string(),
  cnis: z.object({
    flannel: z.object({ version: z.string(), manifest: z.string() }),
    calico: z.object({ version: z.string(), manifest: z.string(), manifestVxlan: z.string() }),
    cilium: z.object({ version: z.string(), chart: z.string(), images: z.array(z.string()) }),
  }),
})

/** A test bed's description (the JSON file that `TESTBED` names) as a catalog. One image serves all probes there. */
export function catalogFromTestbed(json: unknown): CatalogOverrides {
  const { nodeImage, kubernetes, probeImage, cniPlugins, cnis } = testbedSchema.parse(json)
  const hasEnvoy = cnis.cilium.images.some((image) => image.includes('cilium-envoy'))
  return {
    node: { image: nodeImage, kubernetes },
    probes: { client: probeImage, 'http-server': probeImage },
    cniPlugins: { version: 'test bed', folder: cniPlugins },
    flannel: { version: cnis.flannel.version, manifest: { file: cnis.flannel.manifest } },
    calico: {
      version: cnis.calico.version,
      manifest: { file: cnis.calico.manifest },
      manifestVxlan: { file: cnis.calico.manifestVxlan },
    },
    cilium: {
      version: cnis.cilium.version,
      chart: { file: cnis.cilium.chart },
      // The agent's own proxy, which rules for names need, works without Envoy if it does not ask for its version.
      values: hasEnvoy ? {} : { envoy: { enabled: false }, extraConfig: { 'disable-envoy-version-check': 'true' } },
    },
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
