import type { Catalog } from './catalog.ts'
import { cnis } from './index.ts'

/**
 * What a machine with a network downloads. Each sha256 was computed from the project's own repository at the tag (charts: from
 * the project's chart repository); node images by the digests of kind's release notes. What a CNI is made from is in its folder.
 */
export const pinnedCatalog: Catalog = {
  node: {
    image: 'kindest/node:v1.36.4@sha256:099e049362a1526b2db71494e1947aae99bd16290d7c895f2b7ea312e3cbfaed',
    kubernetes: 'v1.36.4',
  },
  probes: { client: 'docker.io/nicolaka/netshoot:v0.16', 'http-server': 'docker.io/library/nginx:1.30.0-alpine' },
  cniPlugins: {
    version: 'v1.9.1',
    amd64: {
      url: 'https://github.com/containernetworking/plugins/releases/download/v1.9.1/cni-plugins-linux-amd64-v1.9.1.tgz',
      sha256: 'b98f74a0f8522f0a83867178729c1aa70f2158f90c45a2ca8fa791db1c76b303',
    },
    arm64: {
      url: 'https://github.com/containernetworking/plugins/releases/download/v1.9.1/cni-plugins-linux-arm64-v1.9.1.tgz',
      sha256: '56171987d3947707c3563db2f4001bccaf50fd63468611b9f3cbecb1375ee7ec',
    },
  },
  ...Object.fromEntries(cnis.all().flatMap(({ id, sources }) => (sources ? [[id, sources.pinned]] : []))),
}
