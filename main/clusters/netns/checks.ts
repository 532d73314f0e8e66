import { variantsOf } from '../../cnis/index.ts'
import type { Variant } from '../../cnis/variant.ts'
import { refusalOf } from '../../system/errors.ts'
import { notApplicable, ok, problem, warning, type Check } from '../check.ts'
import type { Machine } from '../machine.ts'
import { preflight } from './preflight.ts'
import { missingProgramsError, neededPrograms } from './programs.ts'

export const programs: Check = {
  id: 'programs',
  title: 'Programs',
  check: async ({ netns }) => {
    if (netns.platform !== 'linux') return notApplicable('only Linux has what they are for')
    const missing = await netns.missingPrograms()
    if (missing.length === 0) return ok(neededPrograms.join(', '))
    const { message, hint = '' } = missingProgramsError(missing).details
    return problem(message, hint)
  },
}

const rights = {
  root: 'made by root',
  sudo: 'made through sudo',
  'user-namespace': 'made without root',
} as const

export const namespaces: Check = {
  id: 'namespaces',
  title: 'Namespaces',
  check: async (machine, signal) => {
    const isLinux = machine.netns.platform === 'linux'
    if (isLinux && (await machine.netns.missingPrograms()).includes('unshare'))
      return notApplicable('can be tried once unshare is installed')
    const refusal = await refusalApartFromPrograms([], machine, signal)
    if (!refusal) return ok(rights[machine.privilege])
    return problem(refusal.message, refusal.hint ?? 'cnilab run --runtime netns --sudo')
  },
}

/** Only a warning: the routed datapath works without. */
export const namespaceVxlan: Check = {
  id: 'namespace-vxlan',
  title: 'VXLAN in namespaces',
  check: async (machine, signal) => {
    const missing = await machine.netns.missingPrograms()
    if (missing.includes('unshare') || missing.includes('ip'))
      return notApplicable('can be tried once unshare and ip are installed')
    if (await refusalApartFromPrograms([], machine, signal))
      return notApplicable('can be tried once namespaces can be made')
    const refusal = await refusalApartFromPrograms(variantsOf('netns'), machine, signal)
    return refusal ? warning(refusal.message, 'sudo modprobe vxlan') : ok('devices can be made')
  },
}

export const netnsChecks: readonly Check[] = [programs, namespaces, namespaceVxlan]

/** Why these variants are refused; missing programs are told by a check of their own. */
async function refusalApartFromPrograms(variants: readonly Variant[], machine: Machine, signal: AbortSignal) {
  const host = { ...machine.netns, missingPrograms: () => Promise.resolve([]) }
  const refusal = await refusalOf(() => preflight(host, machine.privilege, variants, signal), signal)
  return refusal?.details
}
