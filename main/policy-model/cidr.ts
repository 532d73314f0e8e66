import ipaddr from 'ipaddr.js'

/** Address and prefix length of `10.0.0.0/8` or `fd00::/8`; undefined where it is none. */
export function parseCidr(text: string): [address: ipaddr.IPv4 | ipaddr.IPv6, bits: number] | undefined {
  const isOne = ipaddr.IPv4.isValidCIDRFourPartDecimal(text) || (ipaddr.IPv6.isValidCIDR(text) && !text.includes('%'))
  return isOne ? ipaddr.parseCIDR(text) : undefined
}

/** Whether a range has an address, which one of the other family never is. */
export function isInRange(address: string, range: string): boolean {
  const cidr = parseCidr(range)
  if (!cidr || !ipaddr.isValid(address)) return false
  const parsed = ipaddr.parse(address)
  return parsed.kind() === cidr[0].kind() && parsed.match(cidr)
}
