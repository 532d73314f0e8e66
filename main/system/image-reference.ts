/** An image's name in the full form that containerd lists: registry and `library/` spelled out, a tag or digest always. */
export function canonicalReference(reference: string): string {
  const [first = '', ...rest] = reference.split('/')
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost')
  const path = (hasRegistry ? reference : `docker.io/${reference}`).replace(/^docker\.io\/(?=[^/]*$)/, '$&library/')
  return /[:@][^/]*$/.test(path) ? path : `${path}:latest`
}
