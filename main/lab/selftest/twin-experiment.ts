import { runtimes } from '../../clusters/index.ts'
import { defaultVariants } from '../../cnis/index.ts'
import type { Variant } from '../../cnis/variant.ts'
import { httpLatency } from '../../probes/http-latency/http-latency.ts'
import { tcpThroughput } from '../../probes/tcp-throughput/tcp-throughput.ts'
import { LabError } from '../../system/errors.ts'
import type { Experiment } from '../run-under-way.ts'
import { completeSpec, resolveSpec } from '../resolve-spec.ts'
import { twinsOf } from './twins.ts'

/** Runtimes whose clusters take a second, and nothing while they wait: the others would take days. */
const fitting = () => runtimes.all().filter(({ idleClustersCost }) => !idleClustersCost)

export const selftestRuntimes = (): readonly string[] => fitting().map(({ id }) => id)

/** The plan of a quick run of two variants, or so many rounds of it, with twins in their place. @throws LabError `bad-usage` | `unknown-name` */
export function twinExperiment(
  runtime: string,
  { seed, rounds }: { readonly seed: number; readonly rounds?: number | undefined },
): { readonly base: Variant; readonly given: Experiment; readonly experiment: Experiment } {
  const variants = defaultVariants(runtimes.get(runtime).id).slice(0, 2)
  const [base] = variants
  if (!base || !selftestRuntimes().includes(runtime))
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot test the lab on ${runtime}`,
      message: 'a self-test makes hundreds of clusters, which would take days there.',
      hint: `Use ${selftestRuntimes().join(', ')}.`,
    })
  const probes = [tcpThroughput.id, httpLatency.id]
  const ids = variants.map(({ id }) => id)
  const given = resolveSpec(
    completeSpec({ runtime, variants: ids, probes, paths: ['pod-pod/cross-node'], mode: 'quick', seed, rounds }),
  )
  const { a, b } = twinsOf(base)
  return { base, given, experiment: { ...given, variants: [a, b] } }
}
