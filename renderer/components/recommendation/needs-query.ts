import type { LocationQuery } from 'vue-router'
import { needsOf, priorityIds, wantedNeeds } from '../../../main/findings/recommendation/needs.ts'
import type { Needs } from '../../../main/findings/recommendation/recommendation.ts'

/** `?needs=enforcement,encryption&by=memory`; what is not said is what is asked by default. */
export function needsIn({ needs, by }: LocationQuery, byDefault: Needs): Needs {
  const named = typeof needs === 'string' ? needs.split(',') : wantedNeeds(byDefault)
  return needsOf(named, priorityIds.find((id) => id === by) ?? byDefault.priority)
}

/** Nothing of what is asked by default. */
export function queryOf(needs: Needs, byDefault: Needs): Record<string, string> {
  const [named, usual] = [needs, byDefault].map((each) => wantedNeeds(each).join(','))
  return {
    ...(named !== usual && { needs: named ?? '' }),
    ...(needs.priority !== byDefault.priority && { by: needs.priority }),
  }
}
