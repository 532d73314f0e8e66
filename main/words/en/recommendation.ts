import type {
  CandidateCost,
  Need,
  NeedReason,
  Needs,
  PriorityReason,
  Recommendation,
} from '../../findings/recommendation/recommendation.ts'
import { wantedNeeds } from '../../findings/recommendation/needs.ts'
import { enforcementText, layer7Text, withExplanation } from './enforcement.ts'
import { bytes } from './quantity.ts'
import { counted, listOf, sentencesOf } from './text.ts'

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
export const needText = sentencesOf<NeedReason>({
  'not-shown': ({ need, case: http }) =>
    withExplanation(`This run does not show ${notShown[need]}, which is no finding against it.`, http),
  enforcement: (found) => enforcementText({ ...found, variant: 'It' }),
  encryption: ({ observed }) =>
    observed === 'encrypted'
      ? 'Pod traffic between nodes is encrypted on the wire.'
      : 'Pod traffic between nodes was read in clear text.',
  layer7: layer7Text,
  visibility: ({ isMet }) =>
    isMet
      ? 'Its own tools show connections, allowed and dropped.'
      : 'Its own tools were not seen to show connections, both allowed and dropped.',
})

const notShown: Readonly<Record<Need, string>> = {
  enforcement: 'whether NetworkPolicies are enforced',
  encryption: 'whether Pod traffic between nodes is encrypted',
  layer7: 'that HTTP rules are enforced',
  visibility: 'what its own tools show',
}

/** How a candidate does by what weighs most. */
export const priorityText = sentencesOf<PriorityReason>({
  speed: ({ won, lost, all }) => {
    if (all === 0) return 'Its speed was not compared with that of another candidate.'
    if (won + lost === 0) return `No comparison with another candidate is decided, of ${String(all)}.`
    return `Of ${counted(all, 'headline comparison')} with other candidates it is ahead in ${String(won)} and behind in ${String(lost)}.`
  },
  memory: ({ bytes: taken }) =>
    taken === undefined
      ? 'This run does not show how much memory it takes.'
      : `Its Pods take ${bytes(taken)} of memory.`,
  simplicity: ({ objects }) =>
    objects === undefined
      ? 'This run does not show how many objects it brings into the cluster.'
      : `It brings ${counted(objects, 'object')} into the cluster.`,
})

export const costText = sentencesOf<CandidateCost>({
  behind: ({ other, probe, caseId, path, metric, ratio, isRelative }) => {
    const where = `${probe}, ${caseId}, ${path}`
    if (ratio === undefined) return `It is behind ${other} in ${where}.`
    const kind = isRelative ? ', relative to each one’s baseline' : ''
    return `It comes to ${ratio.toFixed(2)}× of ${other} in ${where} (${metric}${kind}).`
  },
  objects: ({ more, other }) => `It brings ${counted(more, 'object')} more than ${other}.`,
  memory: ({ moreBytes, other }) => `Its Pods take ${bytes(moreBytes)} more memory than those of ${other}.`,
  images: ({ moreBytes, other }) => `Its images are ${bytes(moreBytes)} larger than those of ${other}.`,
})
