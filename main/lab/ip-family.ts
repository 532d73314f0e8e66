import { runtimes } from '../clusters/index.ts'
import type { ExperimentSpec } from '../experiment/spec.ts'
import { LabError } from '../system/errors.ts'

/** Refuses IPv6 where a runtime has none. @throws LabError `bad-usage` */
export function checkIpFamily({ runtime, ipFamily }: Pick<ExperimentSpec, 'runtime' | 'ipFamily'>): void {
  const { ipFamilies } = runtimes.get(runtime)
  if (!ipFamily || ipFamilies.includes(ipFamily)) return
  const able = runtimes.all().find((other) => other.ipFamilies.includes(ipFamily))
  throw new LabError({
    code: 'bad-usage',
    title: 'Cannot give these variants IPv6',
    message: `the runtime ${runtime} connects Pods by IPv4 alone.`,
    hint: `Choose IPv4 alone${able ? `, or another runtime: cnilab run --runtime ${able.id} --ip-family ${ipFamily}` : ''}`,
  })
}
