import type { CniProfile } from '../profile.ts'
import { kindnetRouted } from './routed.ts'

export const kindnet: CniProfile = {
  id: 'kindnet',
  title: 'kindnet',
  colour: '#999999',
  isReference: true,
  agent: { label: 'app=kindnet', container: 'kindnet-cni', metricsPort: 19080 },
  chains: ['KINDNET', /^KIND-|^kindnet/i],
  marks: { name: /^kindnet/, label: ['app', /^kindnet$/] },
  version: ({ node }) => node.kubernetes,
  variants: [kindnetRouted],
}
