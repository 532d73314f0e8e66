import { z } from 'zod'
import { jsonValuesOf } from '../../system/json.ts'
import { checked, unparsable } from '../program-output.ts'

const amount = z.number().nonnegative()
/** What stands beside the throughput costs nothing but itself when it is odd; see `plausible` for what is believed. */
const beside = z.number().nullish().catch(undefined)

/** The part of iperf3's JSON that is used. Source of the fields: iperf_api.c of iperf 3.12, and recorded output. */
const reportSchema = z.object({
  start: z
    .object({
      version: z.string().catch(''),
      test_start: z.object({ num_streams: z.number().int().positive() }).catch({ num_streams: 1 }),
    })
    .catch({ version: '', test_start: { num_streams: 1 } }),
  end: z.object({
    streams: z
      .array(z.object({ sender: z.object({ mean_rtt: beside }).optional().catch(undefined) }).catch({}))
      .catch([]),
    /** Linux and FreeBSD only. */
    sum_sent: z.object({ retransmits: beside }).catch({}),
    sum_received: z.object({ bytes: amount, bits_per_second: amount }),
    cpu_utilization_percent: z.object({ host_total: beside, remote_total: beside }).catch({}),
  }),
})
export type Iperf3Report = z.infer<typeof reportSchema>

const failureSchema = z.object({ error: z.string() })

/** iperf3 says in its JSON what went wrong, and (3.12, connection refused) still ends with exit code 0. */
export type Iperf3Output<T> = { readonly error: string } | { readonly report: T }

/** @throws LabError `unparsable-output` */
export const readIperf3Output = (stdout: string): Iperf3Output<Iperf3Report> => readIperf3(stdout, reportSchema)

/** The part of what iperf3 printed that a schema is for. @throws LabError `unparsable-output` */
export function readIperf3<T>(stdout: string, schema: z.ZodType<T>): Iperf3Output<T> {
  const json = onlyValue(stdout)
  const failure = failureSchema.safeParse(json)
  if (failure.success) return { error: failure.data.error }
  return { report: checked('iperf3', stdout, json, schema) }
}

/** iperf3 3.17 prints its JSON twice (esnet/iperf#1688): equal ones are one. */
function onlyValue(stdout: string): unknown {
  const values = jsonValuesOf(stdout)
  const [first] = values ?? []
  if (values === undefined || first === undefined) throw unparsable('iperf3', stdout, 'It is not JSON.')
  const different = new Set(values.map((value) => JSON.stringify(value)))
  if (different.size === 1) return first
  throw unparsable(
    'iperf3',
    stdout,
    `It printed ${String(values.length)} results that differ; 3.17 is known to print more than one (esnet/iperf#1688), other versions are not.`,
  )
}
