/** Where links of the page may lead: what the lab itself names as its sources. */
const hosts = new Set([
  'github.com',
  'kubernetes.io',
  'kind.sigs.k8s.io',
  'docs.cilium.io',
  'docs.tigera.io',
  'docs.docker.com',
  'podman.io',
  'iperf.fr',
  'curl.se',
  'nginx.org',
])

/** The address, written anew, when the system's browser may open it; else undefined. */
export function externalAddress(address: string): string | undefined {
  const url = URL.parse(address)
  const isAllowed = url?.protocol === 'https:' && hosts.has(url.host) && url.username === '' && url.password === ''
  return isAllowed ? url.href : undefined
}
