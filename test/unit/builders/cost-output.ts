import { fixture } from '../fixture.ts'

/** What one reading of CPU cost printed on a machine that was too busy for it. */
export const busyCost = fixture('cost/load-iperf3-3.12-curl-7.88.txt')

/** Counters in ticks of 10 ms: idle 10 of 100 busy; bulk 70 of 100, 30 of it softirq; connections 60; packets 90. */
const counters = [
  { system: 0, softirq: 0, idle: 0 },
  { system: 10, softirq: 0, idle: 90 },
  { system: 50, softirq: 30, idle: 120 },
  { system: 110, softirq: 30, idle: 160 },
  { system: 200, softirq: 30, idle: 170 },
].map(({ system, softirq, idle }) => `cpu  0 0 ${String(system)} ${String(idle)} 0 0 ${String(softirq)} 0 0 0`)

/** The same with the counters of a quiet machine. */
export function quietCost(): string {
  let next = 0
  return busyCost.replaceAll(/^cpu .*$/gm, () => counters[next++] ?? '')
}
