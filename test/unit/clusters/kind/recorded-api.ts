import { basename, dirname } from 'node:path'
import { jsonFixture } from '../../fixture.ts'

/** Set to false for API servers that answer nonsense. */
export const api = { isHealthy: true }

const recorded = (name: string) =>
  (jsonFixture(`kubernetes/kubernetes-1.34.4-${name}.json`) as { items: { metadata: { name: string } }[] }).items

/** The recorded cluster's objects under another cluster's name. */
const renamed = (objects: ReturnType<typeof recorded>, cluster: string) =>
  JSON.parse(JSON.stringify(objects).replaceAll('fixture-rec', cluster)) as typeof objects

/** A client of an API server that answers with what a ready cluster once answered. */
export class KubeClient {
  readonly #cluster: string

  constructor(kubeconfig: string) {
    this.#cluster = basename(dirname(kubeconfig))
  }

  get = (path: string) => {
    if (!api.isHealthy) return Promise.resolve('not a word of JSON')
    const items = path.endsWith('/nodes')
      ? renamed(recorded('nodes-after-cni'), this.#cluster)
      : path.includes('/daemonsets')
        ? recorded('daemonset-rolled-out')
        : recorded('deployments-after-cni').filter(({ metadata }) => metadata.name === 'coredns')
    return Promise.resolve(JSON.stringify({ items }))
  }
  apply = () => Promise.resolve()
}
