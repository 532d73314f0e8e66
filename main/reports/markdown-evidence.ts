import type { Evidence } from '../findings/evidence/evidence.ts'
import { claimCounts, claimsMatrix } from './evidence/claim-rows.ts'
import { deviationLines, gridLines } from './evidence/compact-lines.ts'
import { datapathGroups, observationWords } from './evidence/datapath-rows.ts'
import { encryptionRows } from './evidence/encryption-rows.ts'
import { footprintRows } from './evidence/footprint-rows.ts'
import { gapRows, hasEvidence } from './evidence/gap-rows.ts'
import { headersLine } from './evidence/journey-rows.ts'
import { baselineWords } from './evidence/policy-words.ts'
import { overviewRows, overviewTitles } from './evidence/overview-rows.ts'
import { sightRows } from './evidence/sight-rows.ts'
import { legend, outcomeSigns } from './evidence/signs.ts'
import { signs as sightSigns } from '../probes/observability/view.ts'
import { list, table } from './markdown/syntax.ts'
import type { ReportInput } from './report-input.ts'

/** What inspections showed, compact: the whole of it is in the HTML and JSON reports. Empty where nothing was looked at. */
export function evidenceBlocks({ run, findings: { evidence } }: ReportInput): readonly string[] {
  if (!hasEvidence(evidence)) return []
  return [
    ...overviewBlocks(
      evidence,
      run.variants.map(({ id }) => id),
    ),
    ...policyBlocks(evidence),
    ...journeyBlocks(evidence),
    ...datapathBlocks(evidence),
    ...encryptionBlocks(evidence),
    ...observabilityBlocks(evidence),
    ...footprintBlocks(evidence),
    ...claimBlocks(evidence),
    ...gapBlocks(evidence, run),
  ]
}

function overviewBlocks(evidence: Evidence, variants: readonly string[]): readonly string[] {
  const rows = overviewRows(evidence, variants)
  if (rows.length === 0) return []
  return [
    '## What each CNI does',
    table(
      ['variant', ...Object.values(overviewTitles)],
      rows.map(({ variant, policy, encapsulation, encryption, observability, footprint }) => [
        variant,
        ...[policy, encapsulation, encryption, observability, footprint].map(({ text }) => text),
      ]),
    ),
  ]
}

function policyBlocks({ policy }: Evidence): readonly string[] {
  if (policy.length === 0) return []
  const lines = gridLines(policy)
  const deviations = policy.flatMap(deviationLines)
  const closed = policy.filter(({ baseline }) => !baseline.isClean)
  return [
    '## Policy',
    list(policy.map(sentenceOf)),
    ...(closed.length > 0
      ? [list(closed.map(({ variant, baseline }) => `${variant}: nothing is judged: ${baselineWords(baseline)}`))]
      : []),
    ...(lines.length > 0
      ? [
          table(
            ['case', ...policy.map(({ variant }) => variant)],
            lines.map(({ id, title, symbols }) => [`${id} ${title}`, ...symbols]),
          ),
          `${legend(outcomeSigns)}.`,
        ]
      : []),
    ...(deviations.length > 0 ? [list(deviations)] : []),
  ]
}

function journeyBlocks({ wire }: Evidence): readonly string[] {
  if (wire.length === 0) return []
  const crossing = wire.flatMap(({ variant, journeys }) =>
    journeys
      .flatMap(({ id, hops }) => (id === 'cross-node' ? hops : []))
      .map((hop) => [variant, hop.place, hop.interface, `${String(hop.bytes)} B`, headersLine(hop.headers)]),
  )
  return [
    '## The packet’s journey',
    list(wire.map(sentenceOf)),
    ...(crossing.length > 0 ? [table(['variant', 'place', 'interface', 'bytes', 'headers'], crossing)] : []),
  ]
}

function datapathBlocks({ datapath }: Evidence): readonly string[] {
  if (datapath.length === 0) return []
  return [
    '## Observed and configured',
    list(datapath.map(sentenceOf)),
    table(
      ['what', ...datapath.map(({ variant }) => variant)],
      datapathGroups(datapath).flatMap(({ rows }) =>
        rows.map(({ what, cells }) => [
          what,
          ...cells.map(({ observations }) =>
            observations.map((each) => `${each.sign.symbol} ${observationWords(each)}`).join('; '),
          ),
        ]),
      ),
    ),
  ]
}

const encryptionBlocks = ({ encryption }: Evidence): readonly string[] =>
  encryption.length === 0
    ? []
    : [
        '## Encryption',
        table(
          ['variant', 'configured', 'observed', 'verdict', 'what the wire shows'],
          encryptionRows(encryption).map(({ variant, configured, observed, sign, sentence }) => [
            variant,
            configured,
            observed,
            sign.title,
            sentence,
          ]),
        ),
      ]

const observabilityBlocks = ({ observability }: Evidence): readonly string[] =>
  observability.length === 0
    ? []
    : [
        '## Observability',
        table(
          ['sight', ...observability.map(({ variant }) => variant)],
          sightRows(observability).map(({ title, cells }) => [title, ...cells.map(({ sign }) => sign?.symbol ?? '')]),
        ),
        `${legend(sightSigns)}.`,
      ]

const footprintBlocks = ({ footprint }: Evidence): readonly string[] =>
  footprint.length === 0
    ? []
    : [
        '## Footprint',
        table(
          ['', ...footprint.map(({ variant }) => variant)],
          footprintRows(footprint).map(({ title, cells }) => [title, ...cells.map(({ text }) => text)]),
        ),
      ]

function claimBlocks({ claims }: Evidence): readonly string[] {
  const rows = claimsMatrix(claims).flatMap(({ title, cells }) =>
    cells.flatMap(({ title: of, claim }) =>
      claim ? [[title, of, claim.claim, `${claim.sign.symbol} ${claim.sign.title}`, claim.because]] : [],
    ),
  )
  return rows.length === 0
    ? []
    : ['## Claims check', `${claimCounts(claims)}.`, table(['of', 'CNI', 'claim', 'verdict', 'because'], rows)]
}

const gapBlocks = (evidence: Evidence, run: ReportInput['run']): readonly string[] =>
  evidence.gaps.length === 0
    ? []
    : [
        '## What could not be looked at',
        'These looks failed. That says nothing about the CNI.',
        list(gapRows(evidence, run).map(({ variant, inspection, because }) => `${variant}, ${inspection}: ${because}`)),
      ]

const sentenceOf = ({ variant, sentence }: { readonly variant: string; readonly sentence: string }) =>
  `${variant}: ${sentence}`
