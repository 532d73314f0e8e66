import { randomBytes } from 'node:crypto'
import { kindVariant, type Manifest } from '../recipe.ts'
import { ciliumRecipe, vxlanTunnel } from './recipe.ts'

/** Cilium's VXLAN inside ESP, with one key of the cluster's own. */
export const ciliumVxlanIpsec = kindVariant({
  id: 'cilium/vxlan+ipsec',
  cni: 'cilium',
  title: 'Cilium, VXLAN in IPsec',
  needs: ['vxlan', 'bpf', 'esp'],
  configured: {
    encapsulation: 'vxlan',
    tunnelPort: 8472,
    encryption: 'ipsec',
    dataplane: 'ebpf',
    datapath: 'eBPF on veths, tunnel device cilium_vxlan in IPsec ESP (XFRM), kube-proxy kept',
  },
  recipe: ciliumRecipe({ ...vxlanTunnel, encryption: { enabled: true, type: 'ipsec' } }, () => [newKeys()]),
})

/** 16 bytes of AES-128 key and 4 of salt. Source: RFC 4106, section 8.1. */
const keyBytes = 20

/**
 * A key made anew for each cluster, which nobody keeps: it is gone with the cluster. `3+`: key number 3, a key for each pair of
 * nodes derived from it. Source of the form: Cilium's documentation of IPsec.
 */
function newKeys(): Manifest {
  const key = randomBytes(keyBytes).toString('hex')
  return {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'cilium-ipsec-keys', namespace: 'kube-system' },
    stringData: { keys: `3+ rfc4106(gcm(aes)) ${key} 128` },
  }
}
