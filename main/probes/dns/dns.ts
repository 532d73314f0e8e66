import { LabError } from '../../system/errors.ts'
import { execInPod } from '../exec-in-pod.ts'
import { checkEnd } from '../exit-code.ts'
import { numbersSchema, type Numbers } from '../numbers.ts'
import { defineProbe, type ProbeContext } from '../probe.ts'
import { podNames, podOf } from '../route.ts'
import { digCommand, lookupOf, lookups } from './lookups.ts'
import { parseLookups } from './parse.ts'

/** Each of the names may time out. */
const deadlineMs = 110_000
const lateMs = 15_000
const typicalMs = 600

/** Names looked up in a Pod, through the Service of the cluster's own DNS. */
export const dns = defineProbe<Numbers, unknown>({
  id: 'dns',
  title: 'DNS lookups',
  question: 'How long does it take to look up a name?',
  needs: ['services', 'kubernetes'],
  onWish: true,
  repeat: 'each-round',
  yields: 'distribution',
  paths: ['pod-service'],
  cases: lookups.map(({ id, title }) => ({ id, title })),
  metrics: {
    lookupMs: { unit: 'ms', better: 'lower', of: 'lookup, median', headline: true },
    p90Ms: { unit: 'ms', better: 'lower', of: 'lookup, percentile 90' },
    firstMs: { unit: 'ms', better: 'lower', of: 'first lookup' },
    queriesPerLookup: { unit: 'count', better: 'neither', of: 'queries for each lookup' },
    failedLookups: { unit: 'count', better: 'lower', of: 'lookups without the right answer' },
  },
  record: numbersSchema,
  servers: [],
  typicalMs: () => typicalMs,
  run: measure,
  numbers: (record) => record,
})

async function measure({ key, probePods, seed, record, signal }: ProbeContext): Promise<Numbers> {
  const lookup = lookupOf(key.caseId)
  if (!lookup)
    throw new LabError({ code: 'internal', title: 'Cannot look up names', message: `there is no case ${key.caseId}.` })
  // Names of an earlier round may still be in a cache.
  const salt = (seed + key.round * 7919) >>> 0
  const command = digCommand(lookup, salt)
  const argv = ['timeout', '-s', 'KILL', String(deadlineMs / 1000), ...command]
  const client = podOf(probePods, podNames.client)
  const output = await record('client', command, () => execInPod(client, argv, deadlineMs + lateMs, signal))
  checkEnd('dig', deadlineMs, output)
  return parseLookups(output.stdout, { status: lookup.status, names: lookup.names(salt).length })
}
