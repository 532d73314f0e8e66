import type { PathId } from '../../../main/experiment/paths.ts'
import type { RunView } from '../../../main/api/contract.ts'
import type { Answer } from '../../../main/findings/findings.ts'
import { verdictOf, type Verdict } from '../../../main/reports/verdict.ts'
import type { RecordedProbe } from '../../../main/store/events.ts'

export interface JudgedAnswer {
  readonly answer: Answer
  readonly verdict: Verdict
}

export interface AnswerGroup {
  readonly probe: string
  readonly question: string
  readonly answers: readonly JudgedAnswer[]
}

export interface Answers {
  /** What most people come for: throughput between Pods of different nodes, or else the first answer there is. */
  readonly lead?: JudgedAnswer & { readonly question: string }
  /** The rest, what answers the same question as the lead first. */
  readonly groups: readonly AnswerGroup[]
}

const referencePath: PathId = 'host-host'

/** Answers under the question they answer. The baseline explains the others: it is told only where there is nothing else. */
export function answersOf(probes: readonly RecordedProbe[], findings: RunView['findings']): Answers {
  const isBesideBaseline = findings.answers.some(({ path }) => path !== referencePath)
  const shown = findings.answers.filter(({ path }) => !isBesideBaseline || path !== referencePath)
  const lead = shown.find((answer) => isThroughputAcross(answer, probes)) ?? shown[0]
  const judged = (answer: Answer): JudgedAnswer => ({ answer, verdict: verdictOf(answer, findings) })
  const question = (id: string) => probes.find((probe) => probe.id === id)?.question ?? ''
  const leadFirst = probes.toSorted((a, b) => Number(b.id === lead?.probe) - Number(a.id === lead?.probe))
  const groups = leadFirst.map((probe) => ({
    probe: probe.id,
    question: probe.question,
    answers: shown.filter((answer) => answer !== lead && answer.probe === probe.id).map(judged),
  }))
  return {
    ...(lead && { lead: { ...judged(lead), question: question(lead.probe) } }),
    groups: groups.filter(({ answers }) => answers.length > 0),
  }
}

const isThroughputAcross = ({ probe, path, metric }: Answer, probes: readonly RecordedProbe[]) =>
  path === 'pod-pod/cross-node' && probes.find(({ id }) => id === probe)?.metrics[metric]?.unit === 'bit/s'
