import { ApiException, HttpMethod, KubernetesObjectApi, PatchStrategy } from '@kubernetes/client-node'
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

  /** What a path answers, as the server sent it. @throws ApiException; what `fetch` throws, also when aborted */
  async get(path: string, signal: AbortSignal): Promise<string> {
    signal.throwIfAborted()
    const { baseServer, authMethods, httpApi } = this.configuration
    const url = new URL(path, 'https://api')
    const request = baseServer.makeRequestContext(url.pathname, HttpMethod.GET)
    for (const [name, value] of url.searchParams) request.setQueryParam(name, value)
    request.setSignal(signal)
    await authMethods.default?.applySecurityAuthentication(request)
    const { httpStatusCode: status, headers, body } = await httpApi.send(request).toPromise()
    const text = await body.text()
    if (status >= 300) throw new ApiException(status, 'the request was not answered well', text, headers)
    return text
  }
}
