import { kind } from '../../../clusters/kind/profile.ts'
import { needsCgroupV2 } from '../../../clusters/kind/preflight.ts'
import { ok, problem, type Check } from '../check.ts'
import { withEngine } from './container-engine.ts'

const fix = `sudo sed -i 's/^GRUB_CMDLINE_LINUX="/&systemd.unified_cgroup_hierarchy=1 /' /etc/default/grub && sudo update-grub && sudo reboot`

export const cgroups: Check = {
  id: 'cgroups',
  title: 'cgroup version',
  neededFor: [kind.id],
  check: (context) =>
    withEngine(context, ({ info }) => {
      const { kubernetes } = context.catalog.node
      const detail = `v${String(info.cgroupVersion)}, nodes run Kubernetes ${kubernetes}`
      if (info.cgroupVersion === 2 || !needsCgroupV2(kubernetes)) return ok(detail)
      return problem(`${detail}, which needs v2`, fix)
    }),
}
