import { withServices } from '../own-service.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { podNames } from '../route.ts'
import { fromLastRecord, onceAtCluster } from '../whole-cluster.ts'
import { mtuFacts } from './derive.ts'
import { Ends } from './ends.ts'
import { tryPacket } from './exchange.ts'
import { largestPassing } from './largest-passing.ts'
import { legsOf, type Leg } from './legs.ts'
import {
  directions,
  mtuRecordSchema,
  type Direction,
  type Family,
  type LegRecord,
  type MtuRecord,
  type Try,
} from './record.ts'
import { mtuServer } from './server.ts'
import { transfer } from './transfer.ts'
import { mtuObservations, mtuOverview, mtuVerdicts, mtuView } from './view.ts'

/** What every path must carry. Source: RFC 791, RFC 8200. */
const leastBytes: Readonly<Record<Family, number>> = { ipv4: 576, ipv6: 1280 }
/** Where a device does not say. */
const usualBytes = 1500
/** Rules for a Service that was just made take a moment to reach the nodes. */
const firstTries = 10

/** The largest packet of each path that arrives whole, and whether large transfers do. It leaves nothing behind. */
export const mtu = defineProbe({
  id: 'mtu',
  title: 'Looking for the largest packet',
  question: 'How large may packets be on each path?',
  ...onceAtCluster,
  servers: [mtuServer],
  needs: [],
  yields: 'verdicts',
  record: mtuRecordSchema,
  typicalMs: () => 10_000,
  run: inspect,
  section: 'Packet size',
  derive: fromLastRecord((record) => mtuFacts(record)),
  verdicts: mtuVerdicts,
  observations: mtuObservations,
  view: mtuView,
  overview: [{ title: 'Largest packet', of: mtuOverview }],
})

async function inspect(context: ProbeContext): Promise<MtuRecord> {
  const ends = await Ends.read(context)
  const all = (legs: readonly Leg[]) => inTurn(legs, (leg) => inspectLeg(context, ends, leg))
  if (!context.cluster.kubernetes) return { legs: await all(legsOf(context, ends.addresses, undefined)) }
  const service = { name: 'mtu', pod: podNames.far, port: mtuServer.port, protocols: ['TCP', 'UDP'] } as const
  return withServices(context, [service], async ([made]) => ({
    legs: await all(legsOf(context, ends.addresses, made)),
  }))
}

async function inTurn<T, R>(all: readonly T[], one: (each: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  for (const each of all) results.push(await one(each))
  return results
}

async function inspectLeg(context: ProbeContext, ends: Ends, leg: Leg): Promise<LegRecord> {
  const { path, family, from, to, host, udpPort: port } = leg
  const mtus = await ends.both(context, leg)
  const about = { path, family, client: from.name, server: to.name, host, port, ...mtus }
  if (!(await answers(context, leg))) return { ...about, tries: [], largest: {}, transfers: [] }
  const tries: Try[] = []
  const search = (direction: Direction) => {
    const { deviceBytes = usualBytes, routeBytes } = direction === 'there' ? mtus.clientMtu : mtus.serverMtu
    const range = { low: leastBytes[family], high: deviceBytes, guesses: routeBytes === undefined ? [] : [routeBytes] }
    return largestPassing(range, async (bytes) => {
      const outcome = await tryPacket(context, leg, direction, bytes)
      tries.push({ direction, bytes, outcome })
      return outcome === 'passed'
    })
  }
  const largest = { there: await search('there'), back: await search('back') }
  return {
    ...about,
    tries,
    largest,
    transfers: await inTurn(directions, (direction) => transfer(context, leg, direction)),
  }
}

/** Whether a packet that every path must carry comes through at all. */
async function answers(context: ProbeContext, leg: Leg): Promise<boolean> {
  for (let left = firstTries; left > 0; left--)
    if ((await tryPacket(context, leg, 'there', leastBytes[leg.family])) === 'passed') return true
  return false
}
