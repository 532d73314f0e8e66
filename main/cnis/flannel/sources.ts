import { z } from 'zod'
import { cniSources, sourceSchema } from '../catalog.ts'

export const flannelSources = cniSources('flannel', {
  schema: z.strictObject({ version: z.string(), manifest: sourceSchema }),
  ofTestbed: z
    .object({ version: z.string(), manifest: z.string() })
    .transform(({ version, manifest }) => ({ version, manifest: { file: manifest } })),
  pinned: {
    version: 'v0.28.10',
    manifest: {
      url: 'https://raw.githubusercontent.com/flannel-io/flannel/v0.28.10/Documentation/kube-flannel.yml',
      sha256: '944a3c1f925f117727a1b7272a323c80965da642498397ec7e6ea9bef0f9e6c5',
    },
  },
})
