import { titleOfPath } from '../../experiment/paths.ts'
import { listOf } from '../../words/en/text.ts'
import type { Fault, LegFacts, MtuFacts } from './facts.ts'
import type { Direction, Mtu } from './record.ts'
import { mtuBytesOf } from './derive.ts'

export const legTitle = ({ path, family }: Pick<LegFacts, 'path' | 'family'>): string =>
  `${titleOfPath(path)}${family === 'ipv6' ? ', IPv6' : ''}`

const directionWords: Readonly<Record<Direction, string>> = { there: 'to the server', back: 'back to the client' }

/** `1450 B`, `1450 B there, 1400 B back`. */
export function bytesWords({ thereBytes, backBytes }: LegFacts): string {
  if (thereBytes === undefined && backBytes === undefined) return 'unknown'
  if (thereBytes === backBytes) return `${String(thereBytes)} B`
  const one = (bytes: number | undefined) => (bytes === undefined ? 'unknown' : `${String(bytes)} B`)
  return `${one(thereBytes)} there, ${one(backBytes)} back`
}

/** `eth0 1500 B, route 1450 B`. */
export const mtuWords = ({ device, deviceBytes, routeBytes }: Mtu): string =>
  deviceBytes === undefined
    ? 'unknown'
    : [
        `${device ?? 'device'} ${String(deviceBytes)} B`,
        ...(routeBytes === undefined ? [] : [`route ${String(routeBytes)} B`]),
      ].join(', ')

export function faultWords(fault: Fault): string {
  switch (fault.kind) {
    case 'black-hole':
      return `a large transfer ${directionWords[fault.direction]} stalls (black hole)`
    case 'too-large':
      return `the sender’s MTU of ${String(fault.mtuBytes)} B is larger than what passes ${directionWords[fault.direction]}${fault.isSilent ? ', and it is not told' : ''}`
  }
}

/** What a leg shows that is not its size: faults, and why something is unknown. */
export function legNotes({ faults, transfers, thereBytes, backBytes }: LegFacts): readonly string[] {
  const failed = transfers.flatMap(({ outcome, problem }) => (outcome === 'failed' ? [problem ?? 'no transfer'] : []))
  return [
    ...faults.map(faultWords),
    ...(thereBytes === undefined && backBytes === undefined ? ['no packet was answered'] : []),
    ...[...new Set(failed)].map((problem) => `the transfer could not be tried: ${problem}`),
  ]
}

export function mtuSentence({ legs }: MtuFacts): string {
  const failing = legs.filter(({ verdict }) => verdict === 'fail')
  const unknown = legs.filter(({ verdict }) => verdict === 'unknown')
  const pods = legs.find(({ path }) => path === 'pod-pod/cross-node')
  const bytes = pods && mtuBytesOf(pods.clientMtu)
  return [
    ...(bytes === undefined ? [] : [`Pods send packets of up to ${String(bytes)} bytes.`]),
    ...failing.map((leg) => `${legTitle(leg)}: ${listOf(leg.faults.map(faultWords))}.`),
    ...(failing.length === 0 && unknown.length === 0
      ? ['On every path these arrive whole, and large transfers do not stall.']
      : []),
    ...(unknown.length > 0 ? [`Unknown on ${listOf(unknown.map(legTitle))}.`] : []),
  ].join(' ')
}
