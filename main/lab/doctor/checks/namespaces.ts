import { netns } from '../../../clusters/netns/profile.ts'
import { preflight } from '../../../clusters/netns/preflight.ts'
import { LabError } from '../../../system/errors.ts'
import type { Variant } from '../../../cnis/variant.ts'
import { notApplicable, ok, problem, type Check } from '../check.ts'
import type { DoctorContext } from '../context.ts'

const rights = {
  root: 'made by root',
  sudo: 'made through sudo',
  'user-namespace': 'made without root',
} as const

export const namespaces: Check = {
  id: 'namespaces',
  title: 'Namespaces',
  neededFor: [netns.id],
  check: async (context, signal) => {
    const isLinux = context.netns.platform === 'linux'
    if (isLinux && (await context.netns.missingPrograms()).includes('unshare'))
      return notApplicable('can be tried once unshare is installed')
    const refusal = await refusalOf([], context, signal)
    if (!refusal) return ok(rights[context.privilege])
    return problem(refusal.message, refusal.hint ?? 'cnilab run --runtime netns --sudo')
  },
}

/** Why the netns runtime refuses these variants, missing programs apart. */
export async function refusalOf(variants: readonly Variant[], context: DoctorContext, signal: AbortSignal) {
  try {
    const host = { ...context.netns, missingPrograms: () => Promise.resolve([]) }
    await preflight(host, context.privilege, variants, signal)
    return undefined
  } catch (error) {
    if (error instanceof LabError) return error.details
    throw error
  }
}
