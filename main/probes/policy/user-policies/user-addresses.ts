import { parseCidr } from '../../../policy-model/cidr.ts'
import { covers } from '../../../policy-model/match.ts'
import { allRulesOf, type IpBlock, type NetworkPolicy } from '../../../policy-model/network-policy.ts'

const maxAddresses = 6
/** This host, loopback, and all from multicast on. Source: IANA's registry of special-purpose IPv4 addresses. */
const unusable = ['0.0.0.0/8', '127.0.0.0/8', '224.0.0.0/3']

interface Range {
  readonly first: number
  readonly last: number
}

/** What is there already: the host's own address outside of the cluster, and ranges of the cluster itself. */
interface Taken {
  readonly outside: string
  readonly cluster: readonly string[]
}

/**
 * Addresses that a host outside must have for rules by addresses to make a difference: one in each range and one in each of its
 * exceptions, where the host's own does not do. None is the cluster's own: what lies there is no outside.
 */
export function userAddresses(policies: readonly NetworkPolicy[], { outside, cluster }: Taken) {
  const notes: string[] = []
  const chosen = new Set<string>()
  const blocks = policies.flatMap(allRulesOf).flatMap(({ peers }) => peers.flatMap(({ ipBlock }) => ipBlock ?? []))
  const ofIpv4 = blocks.filter(({ cidr }) => rangeOf(cidr))
  if (ofIpv4.length < blocks.length) notes.push('Rules by IPv6 addresses are not checked.')
  for (const block of ofIpv4.flatMap(withExceptions)) {
    if ([outside, ...chosen].some((address) => covers(block, address))) continue
    const address = addressIn(block, cluster)
    if (address === undefined)
      notes.push(`${block.cidr} is not checked from outside: its addresses are the cluster's own, or none of a host.`)
    else chosen.add(address)
  }
  const addresses = [...chosen].slice(0, maxAddresses)
  if (addresses.length < chosen.size)
    notes.push(
      `${String(chosen.size - addresses.length)} more ranges are not checked: at most ${String(maxAddresses)} are.`,
    )
  return { addresses, notes }
}

const withExceptions = (block: IpBlock): readonly IpBlock[] => [
  block,
  ...(block.except ?? []).map((cidr) => ({ cidr })),
]

/** The first address of the block, or the first after something that it must not lie in. */
function addressIn(block: IpBlock, cluster: readonly string[]): string | undefined {
  const whole = rangeOf(block.cidr)
  const forbidden = [...(block.except ?? []), ...cluster, ...unusable].flatMap((cidr) => rangeOf(cidr) ?? [])
  if (!whole) return undefined
  // A network's own address is none of a host, unless the block is that address alone.
  const begin = whole.first === whole.last ? whole.first : whole.first + 1
  return [begin, ...forbidden.map(({ last }) => last + 1)]
    .toSorted((one, other) => one - other)
    .filter((each) => each >= whole.first && each <= whole.last)
    .filter((each) => !forbidden.some(({ first, last }) => first <= each && each <= last))
    .map(addressFrom)[0]
}

function rangeOf(cidr: string): Range | undefined {
  const [address, bits = 0] = parseCidr(cidr) ?? []
  if (address?.kind() !== 'ipv4') return undefined
  const size = 2 ** (32 - bits)
  const number = address.toByteArray().reduce((sum, byte) => sum * 256 + byte, 0)
  const first = Math.floor(number / size) * size
  return { first, last: first + size - 1 }
}

const addressFrom = (number: number) =>
  [24, 16, 8, 0].map((bits) => String(Math.floor(number / 2 ** bits) % 256)).join('.')
