import type {
  CandidateCost,
  Need,
  NeedReason,
  Needs,
  PriorityReason,
  Recommendation,
} from '../../findings/recommendation/recommendation.ts'
import type { PolicyCase } from '../../probes/policy/facts.ts'
import { wantedNeeds } from '../../findings/recommendation/needs.ts'
import { explanationOf } from '../../probes/policy/words.ts'
import { bytes } from './quantity.ts'
import { asSentence, counted, listOf } from './text.ts'

/** Which one, in one sentence that answers first. */
export function recommendationSentence({ needs, variants, choice, runnerUp, isTie }: Recommendation): string {
  const names = listOf(wantedNeeds(needs).map((need) => needNames[need]))
  if (variants === 0) return 'The run has no variants.'
  if (!choice)
    return `This run shows no variant to meet all the needs (${names}). One may still meet them: see the reasons.`
  const meets = names === '' ? 'nothing is needed of it' : `it meets the needs (${names})`
  const { variant } = choice
  if (!runnerUp)
    return variants === 1
      ? `${variant}: the run has no other; ${meets}.`
      : `${variant}: the only one that this run shows to meet the needs (${names}).`
  return isTie
    ? `${variant} or ${runnerUp.variant}: both qualify, and this run does not tell them apart by ${weighed[needs.priority]}.`
    : `${variant}: ${meets}, ${best[needs.priority]}.`
}

const needNames: Readonly<Record<Need, string>> = {
  enforcement: 'NetworkPolicy',
  encryption: 'encryption between nodes',
  layer7: 'HTTP rules',
  visibility: 'visible connections',
}

const best: Readonly<Record<Needs['priority'], string>> = {
  speed: 'and it does best in the headline comparisons of this run',
  memory: 'and it takes the least memory of all candidates',
  simplicity: 'and it brings the fewest objects of all candidates',
}

const weighed: Readonly<Record<Needs['priority'], string>> = {
  speed: 'the speed measured',
  memory: 'the memory taken',
  simplicity: 'the objects brought',
}

/** How a need is met, or why it does not count as met. */
export function needText(reason: NeedReason): string {
  switch (reason.code) {
    case 'not-shown':
      return withExplanation(
        `This run does not show ${notShown[reason.need]}, which is no finding against it.`,
        reason.case,
      )
    case 'enforcement':
      return policyText(reason)
    case 'encryption':
      return reason.observed === 'encrypted'
        ? 'Pod traffic between nodes is encrypted on the wire.'
        : 'Pod traffic between nodes was read in clear text.'
    case 'layer7':
      return withExplanation(layer7[reason.outcome], reason.case)
    case 'visibility':
      return reason.isMet
        ? 'Its own tools show connections, allowed and dropped.'
        : 'Its own tools were not seen to show connections, both allowed and dropped.'
  }
}

const notShown: Readonly<Record<Need, string>> = {
  enforcement: 'whether NetworkPolicies are enforced',
  encryption: 'whether Pod traffic between nodes is encrypted',
  layer7: 'that HTTP rules are enforced',
  visibility: 'what its own tools show',
}

const layer7 = {
  match: 'HTTP rules are enforced as documented.',
  'not-enforced': 'HTTP rules are not enforced.',
  deviates: 'HTTP rules are not enforced as documented.',
} as const

function withExplanation(text: string, http: PolicyCase | undefined): string {
  const explanation = http && explanationOf(http)
  return explanation === undefined ? text : `${text} ${asSentence(explanation)}`
}

function policyText(reason: Extract<NeedReason, { code: 'enforcement' }>): string {
  const asSpecified = `${String(reason.match)} of ${counted(reason.judged, 'case')} as specified.`
  switch (reason.enforcement) {
    case 'full':
      return `NetworkPolicies are enforced: ${asSpecified}`
    case 'partial':
      return `Not all NetworkPolicies are enforced: ${asSpecified}`
    case 'none':
      return `NetworkPolicies are not enforced: ${String(reason.notEnforced)} of ${counted(reason.judged, 'case')} allowed what should be denied.`
  }
}

/** How a candidate does by what weighs most. */
export function priorityText(reason: PriorityReason): string {
  switch (reason.code) {
    case 'speed':
      return speedText(reason)
    case 'memory':
      return reason.bytes === undefined
        ? 'This run does not show how much memory it takes.'
        : `Its Pods take ${bytes(reason.bytes)} of memory.`
    case 'simplicity':
      return reason.objects === undefined
        ? 'This run does not show how many objects it brings into the cluster.'
        : `It brings ${counted(reason.objects, 'object')} into the cluster.`
  }
}

function speedText({ won, lost, all }: Extract<PriorityReason, { code: 'speed' }>): string {
  if (all === 0) return 'Its speed was not compared with that of another candidate.'
  if (won + lost === 0) return `No comparison with another candidate is ranked, of ${String(all)}.`
  return `Of ${counted(all, 'headline comparison')} with other candidates it is ahead in ${String(won)} and behind in ${String(lost)}.`
}

export function costText(cost: CandidateCost): string {
  switch (cost.code) {
    case 'behind':
      return behindText(cost)
    case 'objects':
      return `It brings ${counted(cost.more, 'object')} more than ${cost.other}.`
    case 'memory':
      return `Its Pods take ${bytes(cost.moreBytes)} more memory than those of ${cost.other}.`
    case 'images':
      return `Its images are ${bytes(cost.moreBytes)} larger than those of ${cost.other}.`
  }
}

function behindText(cost: Extract<CandidateCost, { code: 'behind' }>): string {
  const where = `${cost.probe}, ${cost.caseId}, ${cost.path}`
  if (cost.ratio === undefined) return `It is behind ${cost.other} in ${where}.`
  const kind = cost.isRelative ? ', relative to each one’s baseline' : ''
  return `It comes to ${cost.ratio.toFixed(2)}× of ${cost.other} in ${where} (${cost.metric}${kind}).`
}
