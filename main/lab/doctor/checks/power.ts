import { notApplicable, ok, warning, type Check } from '../../../clusters/check.ts'

/** Names that Linux gives to the first mains adapter. */
const adapters = ['AC', 'AC0', 'ACAD', 'ADP0', 'ADP1']

/** On a battery most machines slow down, and more so as it empties. */
export const power: Check = {
  id: 'power',
  title: 'Power',
  check: async ({ readText }) => {
    const states = await Promise.all(adapters.map((adapter) => readText(`/sys/class/power_supply/${adapter}/online`)))
    if (states.includes('1')) return ok('mains')
    if (states.includes('0'))
      return warning('on battery: the machine slows down while it measures', 'Plug it in, then: cnilab doctor')
    return notApplicable('this system does not tell, as is usual without a battery')
  },
}
