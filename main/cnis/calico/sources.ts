import { z } from 'zod'
import { cniSources, sourceSchema } from '../catalog.ts'

/** `manifest` is the one with BGP. */
export const calicoSources = cniSources('calico', {
  schema: z.strictObject({ version: z.string(), manifest: sourceSchema, manifestVxlan: sourceSchema }),
  ofTestbed: z
    .object({ version: z.string(), manifest: z.string(), manifestVxlan: z.string() })
    .transform(({ version, manifest, manifestVxlan }) => ({
      version,
      manifest: { file: manifest },
      manifestVxlan: { file: manifestVxlan },
    })),
  pinned: {
    version: 'v3.32.1',
    manifest: {
      url: 'https://raw.githubusercontent.com/projectcalico/calico/v3.32.1/manifests/calico.yaml',
      sha256: 'a1df919d9721cf667accdc3e72848911b0cb25cfab7d2478ad0c996302c95744',
    },
    manifestVxlan: {
      url: 'https://raw.githubusercontent.com/projectcalico/calico/v3.32.1/manifests/calico-vxlan.yaml',
      sha256: 'c2ab4f9a4ecde01d66e6f040d6745cd7f174d5ded573164c809ffb9f40a9d566',
    },
  },
})
