import type {
  CandidateCost,
  Need,
  NeedFinding,
  NeedReason,
  Needs,
  PriorityReason,
  Recommendation,
  Suitability,
} from '../../findings/recommendation/recommendation.ts'
import { wantedNeeds } from '../../findings/recommendation/needs.ts'
import { enforcementText, layer7Text, withExplanation } from './enforcement.ts'
import { bytes } from './quantity.ts'
import { counted, listOf, sentencesOf } from './text.ts'

/** Which one, in one sentence that answers first. */
export function recommendationSentence({ needs, variants, choice, runnerUp, isTie }: Recommendation): string {
  const names = listOf(wantedNeeds(needs).map((need) => needNames[need]))
  const qualifies = names === '' ? '' : `it meets the needs (${names})`
  const sentence = (...parts: readonly string[]) => `${parts.filter((part) => part !== '').join(', ')}.`
  if (variants === 0) return 'The run has no variants.'
  if (!choice)
    return `This run shows no variant to meet all the needs (${names}). One may still meet them: see the reasons.`
  const { variant } = choice
  if (!runnerUp)
    return variants === 1 || names === ''
      ? sentence(`${variant}: the run has no other to choose`, qualifies)
      : `${variant}: the only one that this run shows to meet the needs (${names}).`
  return isTie
    ? `Tie: ${variant} or ${runnerUp.variant}. Both qualify, and this run does not tell them apart by ${weighed[needs.priority]}.`
    : `${variant}: ${[qualifies, best[needs.priority]].filter(Boolean).join(', and ')}.`
}

const needNames: Readonly<Record<Need, string>> = {
  enforcement: 'NetworkPolicy',
  encryption: 'encryption between nodes',
  layer7: 'HTTP rules',
  visibility: 'visible connections',
}

const best: Readonly<Record<Needs['priority'], string>> = {
  speed: 'it does best in the headline comparisons of this run',
  memory: 'it takes the least memory of all candidates',
  simplicity: 'it brings the fewest objects of all candidates',
}

const weighed: Readonly<Record<Needs['priority'], string>> = {
  speed: 'the speed measured',
  memory: 'the memory taken',
  simplicity: 'the objects brought',
}

/** Who meets a need, who does not, and of whom the run does not show it: one sentence. */
export function needSentence(need: Need, suitability: readonly Suitability[]): string {
  const having = (which: (finding: NeedFinding) => boolean) =>
    suitability.filter(({ needs }) => which(needs[need])).map(({ variant }) => variant)
  const met = having(({ isMet }) => isMet)
  const open = having(({ isMet, reason }) => !isMet && reason.code === 'not-shown')
  const unmet = having(({ isMet, reason }) => !isMet && reason.code !== 'not-shown')
  const { by, none } = needVerbs[need]
  const parts = [
    met.length > 0 ? `${by} ${listOf(met)}` : none,
    ...(met.length > 0 && unmet.length > 0 ? [`not by ${listOf(unmet)}`] : []),
    ...(open.length > 0 ? [`not shown for ${listOf(open)}`] : []),
  ]
  return `${needTitles[need]}: ${open.length === suitability.length ? 'this run does not show it' : parts.join('; ')}.`
}

export const needTitles: Readonly<Record<Need, string>> = {
  enforcement: 'NetworkPolicy',
  encryption: 'Encryption between nodes',
  layer7: 'HTTP rules',
  visibility: 'Visible connections',
}

const needVerbs: Readonly<Record<Need, { readonly by: string; readonly none: string }>> = {
  enforcement: { by: 'enforced by', none: 'enforced in full by none' },
  encryption: { by: 'encrypted by', none: 'encrypted by none' },
  layer7: { by: 'enforced by', none: 'enforced by none' },
  visibility: { by: 'shown by', none: 'shown by none' },
}

/** How a need is met, or why it does not count as met. */
export const needText = sentencesOf<NeedReason>({
  reference: () => 'It stands beside the others for reference, and is not recommended.',
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
  behind: ({ other, count, of }) => `It is behind ${other} in ${String(count)} of ${counted(of, 'headline question')}.`,
  objects: ({ more, other }) => `It brings ${counted(more, 'object')} more than ${other}.`,
  memory: ({ moreBytes, other }) => `Its Pods take ${bytes(moreBytes)} more memory than those of ${other}.`,
  images: ({ moreBytes, other }) => `Its images are ${bytes(moreBytes)} larger than those of ${other}.`,
})
