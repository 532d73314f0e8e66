import type { UdpFlow } from '../iperf3-udp.ts'

/** What counts as none, so that a single interruption of a process is not the path's. */
export const toleratedLoss = 0.001
/** The highest rate that passes is known to this factor. */
const precision = 1.05
/** Rates are halved so often until one passes. */
const mostHalvings = 8

/** One rate that was tried. */
export interface Step {
  /** None: as fast as possible. */
  readonly offeredBitsPerSecond?: number
  readonly flow: UdpFlow
}

export interface Search {
  readonly steps: readonly Step[]
  /** Highest that passed; none where none did. */
  readonly best?: UdpFlow
}

/**
 * The highest rate that loses no more than tolerated: first as fast as possible, then half of what was sent until a rate passes, then
 * between the last that passed and the last that did not.
 * @param send one flow at a rate, or as fast as possible
 */
export async function searchRate(send: (bitsPerSecond?: number) => Promise<UdpFlow>): Promise<Search> {
  const flood = await send()
  const steps: Step[] = [{ flow: flood }]
  if (passes(flood)) return { steps, best: flood }
  const attempt = async (rate: number): Promise<UdpFlow | undefined> => {
    // Twice: what else the machine does in so short a time loses datagrams, too.
    for (let left = 2; left > 0; left--) {
      const flow = await send(rate)
      steps.push({ offeredBitsPerSecond: rate, flow })
      if (passes(flow)) return flow
    }
    return undefined
  }
  let failing = flood.sentBitsPerSecond
  let passing: { readonly rate: number; readonly flow: UdpFlow } | undefined
  for (let left = mostHalvings; left > 0 && !passing; left--) {
    const rate = failing / 2
    const flow = await attempt(rate)
    if (flow) passing = { rate, flow }
    else failing = rate
  }
  while (passing && failing / passing.rate > precision) {
    const rate = Math.sqrt(failing * passing.rate)
    const flow = await attempt(rate)
    if (flow) passing = { rate, flow }
    else failing = rate
  }
  return { steps, ...(passing && { best: passing.flow }) }
}

const passes = ({ lossShare }: UdpFlow): boolean => lossShare <= toleratedLoss
