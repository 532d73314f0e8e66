import type { Evidence } from '../evidence/evidence.ts'
import type { Needs } from '../evidence/recommendation.ts'
import { askedFor, lookFor, type Need } from './needs.ts'

const names: Readonly<Record<Need, string>> = {
  policy: 'NetworkPolicy',
  encryption: 'encryption between nodes',
  layer7: 'HTTP rules',
  observability: 'a view of connections',
}

export const needNames = (needs: Needs): readonly string[] => askedFor(needs).map((need) => names[need])

/** How a variant is shown to meet each of the needs. */
export const meetingReasons = (variant: string, needs: Needs, evidence: Evidence): readonly string[] =>
  askedFor(needs).map((need) => lookFor(need, variant, evidence).because)
