import { z } from 'zod'
import { checked, parseJson } from '../program-output.ts'

const amount = z.number().nonnegative()

/** The part of iperf3's JSON that is used. Source of the fields: iperf_api.c of iperf 3.12, and recorded output. */
const reportSchema = z.object({
  start: z.object({ version: z.string(), test_start: z.object({ num_streams: z.number().int().positive() }) }),
  end: z.object({
    streams: z.array(z.object({ sender: z.object({ mean_rtt: amount.optional() }).optional() })),
    /** Linux and FreeBSD only. */
    sum_sent: z.object({ retransmits: amount.optional() }),
    sum_received: z.object({ bytes: amount, bits_per_second: amount }),
    cpu_utilization_percent: z.object({ host_total: amount, remote_total: amount }),
  }),
})
export type Iperf3Report = z.infer<typeof reportSchema>

const failureSchema = z.object({ error: z.string() })

/** iperf3 says in its JSON what went wrong, and (3.12, connection refused) still ends with exit code 0. */
export type Iperf3Output = { readonly error: string } | { readonly report: Iperf3Report }

/** @throws LabError `unparsable-output` */
export function readIperf3Output(stdout: string): Iperf3Output {
  const json = parseJson('iperf3', stdout)
  const failure = failureSchema.safeParse(json)
  if (failure.success) return { error: failure.data.error }
  return { report: checked('iperf3', stdout, json, reportSchema) }
}
