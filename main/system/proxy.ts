import * as http from 'node:http'

/** Clusters of this machine are never behind a proxy. */
const own = ['localhost', '127.0.0.1', '[::1]', '::1']

/**
 * Makes downloads go through the proxy that the environment names, as curl's do: HTTPS_PROXY, HTTP_PROXY and NO_PROXY, in either case.
 * Node's fetch does so by itself only with NODE_USE_ENV_PROXY, and older releases of Node 24 not at all.
 * @returns what undoes it
 */
export function useProxyOf(environment: NodeJS.ProcessEnv): () => void {
  const of = (name: string) => environment[name] ?? environment[name.toUpperCase()]
  const [https_proxy, http_proxy] = [of('https_proxy') ?? of('all_proxy'), of('http_proxy') ?? of('all_proxy')]
  if (!https_proxy && !http_proxy) return () => undefined
  const no_proxy = [of('no_proxy') ?? '', ...own].filter((part) => part !== '').join(',')
  return http.setGlobalProxyFromEnv({
    ...(https_proxy && { https_proxy }),
    ...(http_proxy && { http_proxy }),
    no_proxy,
  })
}

let isUsed = false

/** The same for this process, once. */
export function useOwnProxy(): void {
  // A release of Node 24 that has not got it yet.
  if (isUsed || typeof http.setGlobalProxyFromEnv !== 'function') return
  isUsed = true
  useProxyOf(process.env)
}
