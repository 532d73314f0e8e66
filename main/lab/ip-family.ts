import type { IpFamily } from '../cnis/recipe.ts'
import { runtimes } from '../clusters/index.ts'
import { LabError } from '../system/errors.ts'

interface Choice {
  readonly runtime: string
  readonly ipFamily?: IpFamily | undefined
}

/** Refuses IPv6 where a runtime has none. @throws LabError `bad-usage` */
export function checkIpFamily({ runtime, ipFamily }: Choice): void {
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
