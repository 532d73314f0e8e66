import type { PacketPathBlock } from './packet-path.ts'
import type { Chart } from './chart.ts'
import type { SamplesOf } from './samples-of.ts'

/**
 * How anything is shown. A probe's view is a list of these; the page, HTML, Markdown and text each have one renderer a block, and
 * know no probe.
 */
export type Block = Anchored &
  (
    | StatBlock
    | TableBlock
    | ChartBlock
    | PacketPathBlock
    | ExcerptBlock
    | ProseBlock
    | ErrorBlock
    | SectionBlock
    | ChoiceBlock
  )

/** What a link leads to: an id that is there once in a report. */
interface Anchored {
  readonly anchor?: string
}

export type Tone = 'good' | 'warn' | 'bad' | 'plain'

/** One character for a grid, its words for everything else, and how it is coloured: colour never says it alone. */
export interface Sign {
  readonly symbol: string
  readonly title: string
  readonly tone: Tone
}

/** A piece of text, and what belongs to it. */
export interface Piece {
  readonly text: string
  readonly sign?: Sign
  /** Colours the text where there is no sign. */
  readonly tone?: Tone
  readonly isCode?: boolean
  /** A second, quieter line. */
  readonly note?: string
  /** Whose it is: the variant's name stands before the text. */
  readonly variant?: string
  /** Of the largest beside it, 0 to 1: the page draws a bar below. */
  readonly share?: number
  /** The id of the section of the report that it leads to. */
  readonly to?: string
  /** The anchor of the block there that it is of. */
  readonly at?: string
  /** What is chosen there, where that section has a choice. */
  readonly option?: string
  /** What the text tells of: the page draws it beside. */
  readonly pair?: IntervalPair
  /** What the page sorts a column of numbers by. */
  readonly value?: number
  /** The page leads to them. */
  readonly samples?: SamplesOf
  /** A raw output of the run that the page offers to save, e.g. a capture of packets. */
  readonly raw?: number
  /** What the page opens, and a report folds away or leaves out. */
  readonly detail?: Detail
}

/** Two values with their intervals, on an axis from `low` to `high`. */
export interface IntervalPair {
  readonly low: number
  readonly high: number
  readonly a?: IntervalMark
  readonly b?: IntervalMark
}

export interface IntervalMark {
  readonly low: number
  readonly middle: number
  readonly high: number
}

/** Plain text, a piece, or several pieces below each other; none says that there is nothing. */
export type Content = string | Piece | readonly Piece[]

/** More about a cell, on demand. */
export interface Detail {
  readonly title: string
  readonly description?: string
  readonly blocks: readonly Block[]
  /** What the page shows beneath, and reports say once for all elsewhere. */
  readonly onPage?: readonly Block[]
  /** Whether reports carry it too, folded; else it is for the page alone, and the JSON export has the data. */
  readonly inReports: boolean
}

/** Single values, each with its name: on the page a card each where they are variants', else a list of names and values. */
export interface StatBlock {
  readonly kind: 'stat'
  readonly items: readonly {
    readonly title: string
    readonly value: Content
    /** A line below the value. */
    readonly note?: string
    /** Whose value it is, where it is one variant's. */
    readonly variant?: string
  }[]
}

export interface Column {
  readonly title: string
  readonly align?: 'number'
  /** The column of one variant: the page gives it the variant's colour. */
  readonly variant?: string
  /** The highest goes first where there is no room; 0, the default, always stays. */
  readonly dispensable?: number
}

export interface TableRow {
  readonly head: Content
  /** The row of one variant: the page gives it the variant's colour. */
  readonly variant?: string
  readonly cells: readonly Content[]
}

export interface RowGroup {
  /** A row of its own above the group's rows. */
  readonly title?: string
  readonly rows: readonly TableRow[]
}

/** Rows that are named by their first cell; `columns` begins with that of the names. */
export interface TableBlock {
  readonly kind: 'table'
  /** Its first sentence names it. */
  readonly caption: string
  readonly columns: readonly Column[]
  readonly groups: readonly RowGroup[]
  /** `symbols`: a cell is its sign and, where it has one, its note, so that dozens of rows can be taken in at a glance. */
  readonly shows?: 'symbols'
  readonly legend?: readonly Sign[]
}

/**
 * A picture of numbers, and the same numbers as a table for those who do not see it. Several pictures are of the same numbers: the
 * page shows the one that is chosen, reports one beside the other; what is folded is not drawn in them.
 */
export interface ChartBlock {
  readonly kind: 'chart'
  readonly title: string
  readonly charts: readonly { readonly title: string; readonly chart: Chart }[]
  readonly table: TableBlock
}

/** Lines that something was read from, as they were printed. */
export interface ExcerptBlock {
  readonly kind: 'excerpt'
  readonly title: string
  /** The command or API path that printed them. */
  readonly source?: string
  readonly text: string
}

/** Paragraphs, or the items of a list. */
export interface ProseBlock {
  readonly kind: 'prose'
  readonly as: 'paragraphs' | 'list'
  readonly texts: readonly Content[]
  /** `warn` stands out: what a reader must not miss. `lead` is what most people come for. */
  readonly tone?: 'warn' | 'lead'
}

/** Something that failed: what, why, and what to do. */
export interface ErrorBlock {
  readonly kind: 'error'
  /** What is not there because of it. */
  readonly what: string
  readonly variant?: string
  readonly error: {
    readonly code: string
    /** What was being done. */
    readonly title: string
    readonly message: string
    readonly hint?: string
    readonly command?: string
    readonly stderrTail?: string
  }
  /** What it means for the reader. */
  readonly note?: string
}

/** Blocks that belong together under a heading; folded, they are opened on demand where the medium can. */
export interface SectionBlock {
  readonly kind: 'section'
  readonly title: string
  readonly variant?: string
  readonly isFolded: boolean
  readonly blocks: readonly Block[]
}

/** Alternatives: the page shows one and lets the reader choose; reports show one after the other. */
export interface ChoiceBlock {
  readonly kind: 'choice'
  /** What is chosen, e.g. `Variant`. */
  readonly label: string
  readonly options: readonly { readonly id: string; readonly title: string; readonly blocks: readonly Block[] }[]
}
