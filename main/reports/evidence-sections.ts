import type { Block, Content, ErrorBlock, Piece, TableBlock } from '../blocks/block.ts'
import { piecesOf } from '../blocks/content.ts'
import type { Findings } from '../findings/findings.ts'
import { probes } from '../probes/index.ts'
import type { Probe } from '../probes/probe.ts'
import type { RunRecord } from '../store/run-record.ts'
import { probeAnchor } from './anchors.ts'
import { claimBlocks, type Place } from './claim-blocks.ts'
import { overviewId, type ReportSection } from './section.ts'

interface Shown {
  readonly run: Pick<RunRecord, 'variants' | 'probes'>
  readonly findings: Pick<Findings, 'facts' | 'gaps' | 'claims'>
}

/** `Packet path` is the section `packet-path`. */
export const sectionId = (heading: string): string => heading.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')

export const headingOf = ({ section, title }: Pick<Probe, 'section' | 'title'>): string => section ?? title

/** What each CNI does: a section for each heading of the probes, the claims, and in front of them one row a variant. */
export function evidenceSections(shown: Shown, known: readonly Probe[] = probes.all()): readonly ReportSection[] {
  const seen = sectionsOf(shown, known)
  const ids = new Set(seen.map(({ id }) => id))
  const placeOf = (id: string): Place => {
    const probe = known.find((each) => each.id === id)
    const section = probe && sectionId(headingOf(probe))
    return { title: probe?.title ?? id, ...(section !== undefined && ids.has(section) && { section }) }
  }
  const claims = claimBlocks(shown.findings.claims, placeOf)
  const overview = overviewOf(shown, known)
  return [
    ...(overview ? [{ id: overviewId, title: 'What each CNI does', blocks: [overview] }] : []),
    ...seen,
    ...(claims.length > 0 && seen.length > 0 ? [{ id: 'claims', title: 'Claims', blocks: claims }] : []),
  ]
}

/** The probe that is done last stands first: what changes most is what CNIs differ in most. */
function sectionsOf({ run, findings }: Shown, known: readonly Probe[]): readonly ReportSection[] {
  const parts = known
    .map((probe) => {
      const variants = findings.facts.find((facts) => facts.probe === probe.id)?.variants ?? []
      const failed = findings.gaps.filter((gap) => gap.probe === probe.id)
      return {
        heading: headingOf(probe),
        blocks: [
          ...failed.map((gap) => gapBlock(gap, probe.title)),
          ...(variants.length > 0 ? anchored(probe.view?.(variants) ?? [], probe.id) : []),
        ],
      }
    })
    .filter(({ blocks }) => blocks.length > 0)
  const unknown = findings.gaps
    .filter(({ probe }) => !known.some(({ id }) => id === probe))
    .map((gap) => ({ heading: 'Probes that failed', blocks: [gapBlock(gap, titleIn(run, gap.probe))] }))
  return [...Map.groupBy([...unknown, ...parts], ({ heading }) => heading)]
    .map(([title, ofHeading]) => ({
      id: sectionId(title),
      title,
      blocks: ofHeading.flatMap(({ blocks }) => blocks),
    }))
    .toReversed()
}

/** Links to what a probe saw lead to its first block: several probes may share a section. */
const anchored = ([first, ...others]: readonly Block[], probe: string): readonly Block[] =>
  first ? [{ ...first, anchor: probeAnchor(probe) }, ...others] : []

const titleIn = ({ probes }: Shown['run'], probe: string) => probes.find(({ id }) => id === probe)?.title ?? probe

const gapBlock = ({ variant, error }: Shown['findings']['gaps'][number], title: string): ErrorBlock => ({
  kind: 'error',
  what: `${title} failed on ${variant}`,
  variant,
  error,
  note: 'This says nothing about the CNI.',
})

function overviewOf({ run, findings }: Shown, known: readonly Probe[]): TableBlock | undefined {
  const columns = known.flatMap((probe) =>
    (probe.overview ?? []).map((cell) => {
      const variants = findings.facts.find((facts) => facts.probe === probe.id)?.variants ?? []
      const cells = new Map(variants.map(({ variant, facts }) => [variant, leading(cell.of(facts), probe, variant)]))
      return { title: cell.title, cells }
    }),
  )
  const filled = columns.filter(({ cells }) => cells.size > 0).toReversed()
  const rows = run.variants.filter(({ id }) => filled.some(({ cells }) => cells.has(id)))
  if (rows.length === 0) return undefined
  return {
    kind: 'table',
    caption: 'What each CNI does, as observed in this run',
    columns: [{ title: 'Variant' }, ...filled.map(({ title }) => ({ title }))],
    groups: [
      {
        rows: rows.map(({ id }) => ({ head: id, variant: id, cells: filled.map(({ cells }) => cells.get(id) ?? '') })),
      },
    ],
  }
}

/** A cell of the overview leads to all of it. */
const leading = (content: Content, probe: Probe, variant: string): readonly Piece[] =>
  piecesOf(content).map((piece) => ({ ...piece, to: sectionId(headingOf(probe)), option: variant }))
