import { HttpMethod, KubernetesObjectApi, PatchStrategy } from '@kubernetes/client-node'
import type { Manifest } from '../../cnis/recipe.ts'

const fieldManager = 'cnilab'

/**
 * client-node's object API with one addition: objects go to the server as the manifest has them. Its own calls pass objects
 * through generated types, which drop every field whose name is not in them, such as `x-kubernetes-int-or-string` in definitions.
 */
export class ObjectApi extends KubernetesObjectApi {
  async apply(object: Manifest): Promise<void> {
    const path = await this.specUriPath(object, 'patch')
    const request = this.configuration.baseServer.makeRequestContext(path, HttpMethod.PATCH)
    request.setQueryParam('fieldManager', fieldManager)
    request.setQueryParam('force', 'true')
    request.setHeaderParam('Accept', 'application/json')
    request.setHeaderParam('Content-Type', PatchStrategy.ServerSideApply)
    request.setBody(JSON.stringify(object))
    await this.requestPromise(request)
  }
}
