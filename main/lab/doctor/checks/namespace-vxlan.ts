import { netns } from '../../../clusters/netns/profile.ts'
import { variantsOf } from '../../../cnis/index.ts'
import { notApplicable, ok, warning, type Check } from '../check.ts'
import { refusalOf } from './namespaces.ts'

/** Only a warning: the routed datapath works without. */
export const namespaceVxlan: Check = {
  id: 'namespace-vxlan',
  title: 'VXLAN in namespaces',
  neededFor: [netns.id],
  check: async (context, signal) => {
    const missing = await context.netns.missingPrograms()
    if (missing.includes('unshare') || missing.includes('ip'))
      return notApplicable('can be tried once unshare and ip are installed')
    if (await refusalOf([], context, signal)) return notApplicable('can be tried once namespaces can be made')
    const refusal = await refusalOf(variantsOf(netns.id), context, signal)
    return refusal ? warning(refusal.message, 'sudo modprobe vxlan') : ok('devices can be made')
  },
}
