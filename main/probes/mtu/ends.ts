import type { Pod } from '../../clusters/cluster.ts'
import { readAddresses, readRouteMtu, readRoutes } from '../iproute.ts'
import type { ProbeContext } from '../probe.ts'
import type { Addresses, Leg } from './legs.ts'
import { ways } from './legs.ts'
import type { Mtu } from './record.ts'
import { podOf } from '../route.ts'

type Links = ReturnType<typeof readAddresses>

/** Network devices and addresses of every Pod that is an end of a path. */
export class Ends {
  readonly #links = new Map<string, Links>()
  readonly addresses: Addresses

  private constructor(links: ReadonlyMap<string, Links>, context: ProbeContext) {
    this.#links = new Map(links)
    this.addresses = new Map(
      [...links].map(([name, all]) => [name, { ipv4: podOf(context.probePods, name).address, ...globalIpv6(all) }]),
    )
  }

  static async read(context: ProbeContext): Promise<Ends> {
    const names = [...new Set(ways.flatMap(({ from, to }) => [from, to]))]
    const links = new Map<string, Links>()
    for (const name of names) links.set(name, await linksOf(context, podOf(context.probePods, name)))
    return new Ends(links, context)
  }

  /** What the kernel of `at` sends to `address` by. */
  async mtu({ record, signal }: ProbeContext, at: Pod, address: string): Promise<Mtu> {
    const argv = ['ip', '-j', 'route', 'get', address]
    const { exitCode, stdout } = await record(`route ${at.name} to ${address}`, argv, () => at.exec(argv, { signal }))
    if (exitCode !== 0) return {}
    const device = readRoutes(stdout)[0]?.dev
    return {
      device,
      deviceBytes: this.#links.get(at.name)?.find(({ ifname }) => ifname === device)?.mtu,
      routeBytes: readRouteMtu(stdout),
    }
  }

  /** Both ends of a leg; the server sends its answers to the client's own address, or to a node's that stands for it. */
  async both(context: ProbeContext, { from, to, host, family }: Leg): Promise<{ clientMtu: Mtu; serverMtu: Mtu }> {
    const back = this.addresses.get(from.name)?.[family]
    return {
      clientMtu: await this.mtu(context, from, host),
      serverMtu: back === undefined ? {} : await this.mtu(context, to, back),
    }
  }
}

async function linksOf({ record, signal }: ProbeContext, pod: Pod): Promise<Links> {
  const argv = ['ip', '-j', '-d', 'address', 'show']
  const { stdout } = await record(`links ${pod.name}`, argv, () => pod.exec(argv, { signal }))
  return readAddresses(stdout)
}

/** Global and unique local ones. */
function globalIpv6(links: Links): { readonly ipv6?: string } {
  const [ipv6] = links.flatMap(({ addresses }) => addresses.filter((each) => /^(?:[23]|f[cd])[0-9a-f]*:/.test(each)))
  return ipv6 === undefined ? {} : { ipv6 }
}
