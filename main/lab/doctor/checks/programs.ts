import { netns } from '../../../clusters/netns/profile.ts'
import { missingProgramsError, neededPrograms } from '../../../clusters/netns/programs.ts'
import { notApplicable, ok, problem, type Check } from '../check.ts'

export const programs: Check = {
  id: 'programs',
  title: 'Programs',
  neededFor: [netns.id],
  check: async ({ netns }) => {
    if (netns.platform !== 'linux') return notApplicable('only Linux has what they are for')
    const missing = await netns.missingPrograms()
    if (missing.length === 0) return ok(neededPrograms.join(', '))
    const { message, hint = '' } = missingProgramsError(missing).details
    return problem(message, hint)
  },
}
