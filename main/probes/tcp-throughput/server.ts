import type { Measurement } from '../measurement.ts'

const port = 5201

/** One client at a time, of any probe: it refuses others, and for a moment after a test the next one, too. */
export const iperf3Server = {
  name: 'iperf3',
  image: 'client',
  argv: ['iperf3', '-s', '-p', String(port)],
  port,
  udp: true,
} satisfies Measurement['server']
