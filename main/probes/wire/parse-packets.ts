import type { Layer } from './record.ts'

/** A packet as `tcpdump -nn -tt -e -v -x` prints it from a capture of all interfaces (LINUX_SLL2). */
export interface Packet {
  readonly seconds: number
  readonly nanoseconds: number
  readonly interface: string
  readonly direction: 'in' | 'out'
  /** Outermost first; empty where it is not IPv4. */
  readonly layers: readonly Layer[]
  /** Its bytes from the network layer on. */
  readonly hex: string
}

const head = /^(\d+)\.(\d{6,9}) (\S+)\s+(In|Out|B|M|P)\s+ifindex \d+ /
const hexLine = /^\s+0x[0-9a-f]{4}:\s+((?:[0-9a-f]{2,4} ?)+)\s*$/
const ipHeader =
  /\(tos .*?proto (?:([\w-]+) )?\((\d+)\), length (\d+).*?\)\s+((?:\d+\.){3}\d+(?:\.\d+)?) > ((?:\d+\.){3}\d+(?:\.\d+)?): ?/g
/** Packets for one host, for all, for some and for another host are received: pcap-linktype LINUX_SLL2, its packet types. */
const received = ['In', 'B', 'M', 'P']

/** Text that is no packet is passed over: whether packets were read is seen by their number. */
export function parsePackets(text: string): readonly Packet[] {
  const packets: { head: RegExpExecArray; lines: string[]; hex: string }[] = []
  for (const line of text.split('\n')) {
    const start = head.exec(line)
    if (start) packets.push({ head: start, lines: [line], hex: '' })
    const packet = packets.at(-1)
    if (start || !packet) continue
    const hex = hexLine.exec(line)?.[1]
    if (hex === undefined) packet.lines.push(line)
    else packet.hex += hex.replaceAll(' ', '')
  }
  return packets.map(({ head: [, seconds, fraction = '', link = '', direction = ''], lines, hex }) => ({
    seconds: Number(seconds),
    nanoseconds: Number(fraction.padEnd(9, '0')),
    interface: link,
    direction: received.includes(direction) ? 'in' : 'out',
    layers: layersOf(lines.join('\n')),
    hex,
  }))
}

function layersOf(text: string): readonly Layer[] {
  const headers = [...text.matchAll(ipHeader)]
  return headers.flatMap((match, index) => {
    const [whole, name = '', number = '', length, from = '', to = ''] = match
    const rest = text.slice(match.index + whole.length, headers[index + 1]?.index)
    const flags = /^Flags (\[\S*\])/.exec(rest)?.[1]
    const layer = {
      protocol: protocolName(name, number),
      from: endpoint(from),
      to: endpoint(to),
      bytes: Number(length),
      ...(flags !== undefined && { detail: flags }),
    }
    return [layer, ...tunnelHeader(rest)]
  })
}

/** IANA's protocol numbers; tcpdump's names are those of the system's /etc/protocols. */
const protocolName = (name: string, number: string) =>
  ({ '4': 'IP-in-IP', '6': 'TCP', '17': 'UDP', '50': 'ESP' })[number] ?? (name || `protocol ${number}`)

function tunnelHeader(text: string): readonly Layer[] {
  const vxlan = /VXLAN, flags .*?, vni (\d+)/.exec(text)?.[1]
  if (vxlan !== undefined) return [{ protocol: 'VXLAN', detail: `VNI ${vxlan}` }]
  const geneve = /Geneve, Flags .*?, vni (0x[0-9a-f]+|\d+)/.exec(text)?.[1]
  return geneve === undefined ? [] : [{ protocol: 'Geneve', detail: `VNI ${String(Number(geneve))}` }]
}

/** `10.0.0.1.8080` → `10.0.0.1:8080`. */
const endpoint = (text: string) => text.replace(/^((?:\d+\.){3}\d+)\.(\d+)$/, '$1:$2')
