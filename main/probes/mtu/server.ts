/** TCP for transfers, UDP for single packets. */
const port = 5206

/**
 * Answers each datagram with as many bytes as its first line asks for, fragmentation forbidden (IP_PMTUDISC_DO, for IPv6 by its
 * number: level 41, option 23). Where there is no socat the transfers alone can be done. Source: socat(1), ip(7), linux/in6.h.
 */
const script = `
answer='read -r n; dd if=/dev/zero bs=$n count=1 2>/dev/null'
if command -v socat >/dev/null; then
  socat -b 65536 "UDP4-RECVFROM:$1,fork,mtudiscover=2" "SYSTEM:$answer" &
  socat -b 65536 "UDP6-RECVFROM:$1,ipv6only=1,fork,setsockopt-int=41:23:2" "SYSTEM:$answer" 2>/dev/null &
fi
exec iperf3 -s -p "$1"`

export const mtuServer = {
  name: 'mtu',
  image: 'client',
  argv: ['sh', '-c', script, 'mtu', String(port)],
  port,
} as const
