import { ok, problem, type Check } from '../check.ts'
import { withEngine } from './container-engine.ts'
import { parseVersion } from './tools.ts'

/** From 1.35 on the kubelet does not start on cgroup v1 unless told to. Source: Kubernetes' KEP-5573, kind's v0.31.0. */
const firstMinorWithoutV1 = 35

const fix = `sudo sed -i 's/^GRUB_CMDLINE_LINUX="/&systemd.unified_cgroup_hierarchy=1 /' /etc/default/grub && sudo update-grub && sudo reboot`

export const cgroups: Check = {
  id: 'cgroups',
  title: 'cgroup version',
  neededFor: ['kind'],
  check: (context) =>
    withEngine(context, ({ info }) => {
      const { kubernetes } = context.catalog.node
      const [, minor = 0] = parseVersion(kubernetes) ?? []
      const detail = `v${String(info.cgroupVersion)}, nodes run Kubernetes ${kubernetes}`
      if (info.cgroupVersion === 2 || minor < firstMinorWithoutV1) return ok(detail)
      return problem(`${detail}, which needs v2`, fix)
    }),
}
