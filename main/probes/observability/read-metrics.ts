/** Counters of packets, flows and drops. Those of policies that were added grow without any packet. */
const telling = /^\w*(drop|denied|forward|flows|packets)\w*_total\b/

/** Counters of the Prometheus text format by name and labels. Never throws: lines of other shapes are passed over. */
export function readCounters(output: string): ReadonlyMap<string, number> {
  const counters = new Map<string, number>()
  for (const line of output.split('\n')) {
    const [, counter, value] = /^([a-zA-Z_:][\w:]*(?:\{.*\})?) ([0-9.eE+-]+)(?: \d+)?$/.exec(line) ?? []
    if (counter === undefined || !telling.test(counter)) continue
    const number = Number(value)
    if (Number.isFinite(number)) counters.set(counter, number)
  }
  return counters
}

export const grownCounters = (before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>) =>
  [...after].flatMap(([counter, value]) => {
    const earlier = before.get(counter) ?? 0
    return value > earlier ? [{ counter, before: earlier, after: value }] : []
  })
