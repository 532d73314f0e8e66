import { kindVariant } from '../recipe.ts'

/** What kind installs by itself: one route per node, no tunnel. */
export const kindnetRouted = kindVariant({
  id: 'kindnet',
  cni: 'kindnet',
  title: 'kindnet (kind’s default)',
  isDefault: true,
  needs: [],
  configured: { encapsulation: 'none', datapath: 'routes via node addresses' },
  recipe: ({ node }) => ({
    cniVersion: `with ${node.kubernetes}`,
    install: { by: 'runtime', rollouts: [{ kind: 'DaemonSet', namespace: 'kube-system', name: 'kindnet' }] },
    nodePlugins: [],
    nodeModules: [],
  }),
})
