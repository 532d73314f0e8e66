import { z } from 'zod'
import { cniSources, sourceSchema } from '../catalog.ts'

/** The agent's own proxy, which rules for names need, works without Envoy if it does not ask for its version. */
const withoutEnvoy = { envoy: { enabled: false }, extraConfig: { 'disable-envoy-version-check': 'true' } }

/** `values` are chart values on top of the variant's own. */
export const ciliumSources = cniSources('cilium', {
  schema: z.strictObject({ version: z.string(), chart: sourceSchema, values: z.record(z.string(), z.json()) }),
  ofTestbed: z
    .object({ version: z.string(), chart: z.string(), images: z.array(z.string()) })
    .transform(({ version, chart, images }) => ({
      version,
      chart: { file: chart },
      values: images.some((image) => image.includes('cilium-envoy')) ? {} : withoutEnvoy,
    })),
  pinned: {
    version: '1.20.0',
    chart: {
      url: 'https://helm.cilium.io/cilium-1.20.0.tgz',
      sha256: 'c5f013912360d1a334f44ef25f36da59ba3414cdb48f466ee12d0c4fdff27883',
    },
    values: {},
  },
})
