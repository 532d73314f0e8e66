import type { IpFamily } from '../cnis/recipe.ts'
import type { RuntimeId } from '../cnis/variant.ts'
import { LabError } from '../system/errors.ts'

interface Choice {
  readonly runtime: RuntimeId
  readonly ipFamily?: IpFamily | undefined
}

/** Refuses IPv6 where a runtime has none. @throws LabError `bad-usage` */
export function checkIpFamily({ runtime, ipFamily }: Choice): void {
  if (runtime === 'kind' || ipFamily !== 'dual') return
  throw new LabError({
    code: 'bad-usage',
    title: 'Cannot give these variants IPv6',
    message: 'the runtime netns connects its namespaces by IPv4 alone.',
    hint: 'Choose IPv4 alone, or compare CNIs in clusters: cnilab run --runtime kind --ip-family dual',
  })
}
