import type { Catalog } from './catalog.ts'

/**
 * What a machine with a network downloads. Each sha256 was computed from the project's own repository at the tag (charts: from
 * the project's chart repository); node images by the digests of kind's release notes.
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
  flannel: {
    version: 'v0.28.10',
    manifest: {
      url: 'https://raw.githubusercontent.com/flannel-io/flannel/v0.28.10/Documentation/kube-flannel.yml',
      sha256: '944a3c1f925f117727a1b7272a323c80965da642498397ec7e6ea9bef0f9e6c5',
    },
  },
  calico: {
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
  cilium: {
    version: '1.20.0',
    chart: {
      url: 'https://helm.cilium.io/cilium-1.20.0.tgz',
      sha256: 'c5f013912360d1a334f44ef25f36da59ba3414cdb48f466ee12d0c4fdff27883',
    },
    values: {},
  },
}
