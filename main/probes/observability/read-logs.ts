import type { End } from './record.ts'

/**
 * Lines that name both ends of a flow, by address or as `namespace/Pod`, and nobody else: one end alone may tell of the Pod's
 * making only, and lists of many addresses are those of IP sets.
 */
export function linesOfFlow(log: string, pairs: readonly (readonly End[])[]): readonly string[] {
  return log.split('\n').filter((line) => {
    const addresses = new Set(line.match(/\d+\.\d+\.\d+\.\d+/g) ?? [])
    return pairs.some((pair) => {
      const isNamed = ({ pod, namespace, address }: End) =>
        addresses.has(address) || line.includes(`${namespace}/${pod}`)
      return pair.every(isNamed) && [...addresses].every((found) => pair.some(({ address }) => address === found))
    })
  })
}
