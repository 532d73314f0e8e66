import type { Fault, LegFacts, MtuFacts } from './facts.ts'
import { directions, type Direction, type LegRecord, type Mtu, type MtuRecord } from './record.ts'

export const mtuFacts = ({ legs }: MtuRecord): MtuFacts => ({ legs: legs.map(legFacts) })

function legFacts(leg: LegRecord): LegFacts {
  const { path, family, largest, clientMtu, serverMtu, transfers } = leg
  const faults = directions.flatMap((direction) => faultsOf(leg, direction))
  const isKnown = directions.every((direction) => largest[direction] !== undefined)
  const hasTransfers = transfers.length > 0 && transfers.every(({ outcome }) => outcome === 'passed')
  return {
    ...{ path, family, clientMtu, serverMtu, transfers, faults },
    ...(largest.there !== undefined && { thereBytes: largest.there }),
    ...(largest.back !== undefined && { backBytes: largest.back }),
    verdict: faults.length > 0 ? 'fail' : isKnown && hasTransfers ? 'pass' : 'unknown',
  }
}

/** What a sender cuts its data to: the route's MTU where it has one. */
export const mtuBytesOf = ({ deviceBytes, routeBytes }: Mtu): number | undefined => routeBytes ?? deviceBytes

function faultsOf(
  { tries, largest, clientMtu, serverMtu, transfers }: LegRecord,
  direction: Direction,
): readonly Fault[] {
  const mtuBytes = mtuBytesOf(direction === 'there' ? clientMtu : serverMtu)
  const passed = largest[direction]
  // Whether the server was told why cannot be seen from the client: of its answers nothing is said.
  const isSilent =
    direction === 'there' &&
    tries.some((each) => each.direction === direction && each.outcome === 'lost' && each.bytes <= (mtuBytes ?? 0))
  const stalled = transfers.some((each) => each.direction === direction && each.outcome === 'stalled')
  return [
    ...(mtuBytes !== undefined && passed !== undefined && passed < mtuBytes
      ? [{ kind: 'too-large', direction, mtuBytes, isSilent } as const]
      : []),
    ...(stalled ? [{ kind: 'black-hole', direction } as const] : []),
  ]
}
