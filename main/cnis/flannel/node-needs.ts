import type { Recipe } from '../recipe.ts'

/** What Flannel needs of kind's nodes, whatever its backend. */
export const flannelNodeNeeds: Pick<Recipe, 'nodePlugins' | 'nodeModules'> = {
  // kind's nodes have no `bridge`, which Flannel delegates to: without it every Pod stays ContainerCreating (flannel#1847).
  nodePlugins: ['bridge'],
  // flanneld ends at start without it (flannel#2166).
  nodeModules: ['br_netfilter'],
}
