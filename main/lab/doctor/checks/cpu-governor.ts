import { notApplicable, ok, warning, type Check } from '../../../clusters/check.ts'

const frequencies = '/sys/devices/system/cpu/cpu0/cpufreq'

/** A governor that lowers the clock makes light load slow, so that latencies measure it and not the CNI. */
export const cpuGovernor: Check = {
  id: 'cpu-governor',
  title: 'CPU governor',
  check: async ({ readText }) => {
    const governor = await readText(`${frequencies}/scaling_governor`)
    if (governor === undefined) return notApplicable('this system does not tell, as is usual in virtual machines')
    if (governor === 'performance') return ok(governor)
    return warning(
      `${governor}: the clock follows the load, and numbers scatter more`,
      'echo performance | sudo tee /sys/devices/system/cpu/cpu*/cpufreq/scaling_governor',
    )
  },
}
