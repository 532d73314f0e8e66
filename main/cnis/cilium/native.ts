import { kindVariant } from '../recipe.ts'
import { ciliumRecipe } from './recipe.ts'

/** Cilium without a tunnel: each agent sets routes to the other nodes' Pods, which needs all nodes in one subnet. */
export const ciliumNative = kindVariant({
  id: 'cilium/native',
  cni: 'cilium',
  title: 'Cilium, routed (native)',
  needs: ['bpf'],
  configured: {
    encapsulation: 'none',
    dataplane: 'ebpf',
    datapath: 'eBPF on veths, routes via node addresses, kube-proxy kept',
  },
  recipe: ciliumRecipe({ routingMode: 'native', autoDirectNodeRoutes: true }),
})
