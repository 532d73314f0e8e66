import { Registry } from '../system/registry.ts'
import { clientAddress } from './client-address/client-address.ts'
import { connectionRate } from './connection-rate/connection-rate.ts'
import { cost } from './cost/cost.ts'
import { datapath } from './datapath/datapath.ts'
import { dns } from './dns/dns.ts'
import { footprint } from './footprint/footprint.ts'
import { httpLatency } from './http-latency/http-latency.ts'
import { mtu } from './mtu/mtu.ts'
import { observability } from './observability/observability.ts'
import { packetRate } from './packet-rate/packet-rate.ts'
import { policy } from './policy/policy.ts'
import type { Probe } from './probe.ts'
import { requestLatency } from './request-latency/request-latency.ts'
import { tcpThroughput } from './tcp-throughput/tcp-throughput.ts'
import { udpThroughput } from './udp-throughput/udp-throughput.ts'
import { wire } from './wire/wire.ts'

/** All probes, in the order in which they are done and shown: of those that are done once, what changes nothing first. */
export const probes = new Registry<Probe>('probe', [
  tcpThroughput,
  httpLatency,
  cost,
  requestLatency,
  connectionRate,
  udpThroughput,
  packetRate,
  dns,
  datapath,
  footprint,
  mtu,
  clientAddress,
  wire,
  observability,
  policy,
])
