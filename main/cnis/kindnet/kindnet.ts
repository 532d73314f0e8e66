import type { KindVariant } from '../recipe.ts'

/** What kind installs by itself: one route per node, no tunnel. */
export const kindnet: KindVariant = {
  id: 'kindnet',
  cni: 'kindnet',
  runtime: 'kind',
  title: 'kindnet (kind’s default)',
  needs: [],
  configured: { encapsulation: 'none', datapath: 'routes via node addresses' },
  recipe: ({ node }) => ({
    cniVersion: `with ${node.kubernetes}`,
    install: { by: 'kind', rollouts: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'kindnet' }] },
    nodePlugins: [],
    nodeModules: [],
  }),
}
