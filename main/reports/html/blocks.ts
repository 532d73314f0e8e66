import type {
  Block,
  ChoiceBlock,
  ErrorBlock,
  ExcerptBlock,
  MatrixBlock,
  ProseBlock,
  SectionBlock,
  StatBlock,
  TableBlock,
  TimelineBlock,
} from '../../blocks/block.ts'
import { isEmpty, reportedDetails } from '../../blocks/content.ts'
import type { VariantStyles } from '../charts/variant-style.ts'
import { duration } from '../../words/en/quantity.ts'
import { chartHtml } from './chart-block.ts'
import { contentHtml, legendHtml, symbolsHtml, type Sections } from './content.ts'
import { packetPathHtml } from './packet-path.ts'
import { dataTable } from './table.ts'
import { html, type Markup } from './template.ts'

/** What blocks are drawn with, the same for all of a page. */
export interface Surroundings {
  readonly sections: Sections
  readonly styles: VariantStyles
  /** Of a drawing: it is there once on the page. */
  readonly newId: () => string
}

/** A heading that stands above the blocks: `h2` of a section, then `h3`, … */
type Level = 3 | 4

/** Blocks as HTML that needs neither network nor script. */
export const blocksHtml = (blocks: readonly Block[], around: Surroundings, level: Level = 3): Markup =>
  html`${blocks.filter((block) => !isEmpty(block)).map((block) => blockHtml(block, around, level))}`

function blockHtml(block: Block, around: Surroundings, level: Level): Markup {
  switch (block.kind) {
    case 'stat':
      return statHtml(block, around)
    case 'table':
      return tableHtml(block, around)
    case 'matrix':
      return matrixHtml(block, around)
    case 'chart':
      return chartHtml(block, around, tableHtml(block.table, around))
    case 'timeline':
      return timelineHtml(block)
    case 'packet-path':
      return packetPathHtml(block)
    case 'excerpt':
      return excerptHtml(block)
    case 'prose':
      return proseHtml(block, around)
    case 'error':
      return errorHtml(block)
    case 'section':
      return sectionHtml(block, around, level)
    case 'choice':
      return choiceHtml(block, around, level)
  }
}

function statHtml({ items }: StatBlock, { sections }: Surroundings): Markup {
  const list = (ofVariant: StatBlock['items']) =>
    html`<dl>
      ${ofVariant.map(
        ({ title, value, note }) =>
          html`<dt>${title}</dt>
            <dd>${contentHtml(value, sections)}${note !== undefined && html` <span class="meta">${note}</span>`}</dd>`,
      )}
    </dl>`
  return html`${[...Map.groupBy(items, ({ variant }) => variant)].map(
    ([variant, ofVariant]) => html`${variant !== undefined && html`<h4>${variant}</h4>`}${list(ofVariant)}`,
  )}`
}

function tableHtml(block: TableBlock, around: Surroundings): Markup {
  const groups = block.groups.map(({ title, rows }) => ({
    ...(title !== undefined && { title }),
    rows: rows.map(({ head, cells }) => ({
      head: contentHtml(head, around.sections),
      cells: cells.map((cell) => contentHtml(cell, around.sections)),
    })),
  }))
  return html`${dataTable(block.caption, block.columns, groups)}${legendOf(block)}${detailsHtml(block, around)}`
}

function matrixHtml(block: MatrixBlock, around: Surroundings): Markup {
  const show = block.shows === 'symbols' ? symbolsHtml : contentHtml
  const groups = block.groups.map(({ title, rows }) => ({
    ...(title !== undefined && { title }),
    rows: rows.map(({ head, cells }) => ({
      head: contentHtml(head, around.sections),
      cells: cells.map((cell) => show(cell, around.sections)),
    })),
  }))
  const table = dataTable(block.caption, [{ title: block.corner }, ...block.columns], groups)
  return html`<div class="${block.shows === 'symbols' ? 'grid' : 'texts'}">${table}</div>
    ${legendOf(block)}${detailsHtml({ ...block, columns: [{ title: block.corner }, ...block.columns] }, around)}`
}

const legendOf = ({ legend = [] }: Pick<TableBlock, 'legend'>) => legend.length > 0 && legendHtml(legend)

/** What stands behind the cells: folded, a column at a time. */
function detailsHtml({ columns, groups }: Pick<TableBlock, 'columns' | 'groups'>, around: Surroundings): Markup {
  const byColumn = [...Map.groupBy(reportedDetails(groups), ({ column }) => column)].toSorted(([a], [b]) => a - b)
  return html`${byColumn.map(
    ([column, details]) =>
      html`<details>
        <summary>${columns[column]?.title}: more (${details.length})</summary>
        ${details.map(
          ({ detail }) =>
            html`<div class="case">
              <h4>${detail.title}</h4>
              ${detail.description !== undefined && html`<p>${detail.description}</p>`}
              ${blocksHtml(detail.blocks, around, 4)}
            </div>`,
        )}
      </details>`,
  )}`
}

const timelineHtml = ({ title, rows }: TimelineBlock): Markup =>
  dataTable(
    title,
    [{ title: 'What' }, { title: 'From', align: 'number' }, { title: 'For', align: 'number' }],
    rows.map((row) => ({
      title: row.title,
      rows: row.spans.map((span) => ({
        head: span.title,
        cells: [`+${duration(span.startMs)}`, duration(span.endMs - span.startMs)],
      })),
    })),
  )

const longestExcerpt = 1500

/** What a tool printed; a long one is cut, the store and the JSON report have all of it. */
const excerptHtml = ({ title, source, text }: ExcerptBlock): Markup =>
  html`<h4>${title}${source !== undefined && html`: <code>${source}</code>`}</h4>
    ${text.trim() === '' ? html`<p>Nothing.</p>` : html`<pre>${text.length > longestExcerpt ? `${text.slice(0, longestExcerpt)}\n… (cut)` : text}</pre>`}`

function proseHtml({ as, texts, tone }: ProseBlock, { sections }: Surroundings): Markup {
  const isOfVariants = texts.some((text) => typeof text !== 'string' && 'text' in text && text.variant !== undefined)
  const body =
    as === 'list'
      ? html`<ul class="${isOfVariants ? 'sentences' : 'method'}">
          ${texts.map((text) => html`<li>${contentHtml(text, sections)}</li>`)}
        </ul>`
      : html`${texts.map((text) => html`<p>${contentHtml(text, sections)}</p>`)}`
  return tone === 'warn' ? html`<div class="caveats">${body}</div>` : body
}

const errorHtml = ({ what, error: { title, message, hint, command, stderrTail }, note }: ErrorBlock): Markup =>
  html`<div class="error">
    <h3>${what}</h3>
    <p>${title}: ${message}</p>
    ${hint !== undefined && html`<p>${hint}</p>`}${
      note !== undefined && html`<p class="meta">${note}</p>`
    }${command !== undefined && html`<pre>${command}</pre>`}${
      stderrTail !== undefined && stderrTail !== '' && html`<pre>${stderrTail}</pre>`
    }
  </div>`

function sectionHtml({ title, variant, isFolded, blocks }: SectionBlock, around: Surroundings, level: Level): Markup {
  const name = variant === undefined || title.startsWith(variant) ? title : `${variant}: ${title}`
  return isFolded
    ? html`<details>
        <summary>${name}</summary>
        ${blocksHtml(blocks, around, 4)}
      </details>`
    : html`${level === 3 ? html`<h3>${name}</h3>` : html`<h4>${name}</h4>`}${blocksHtml(blocks, around, 4)}`
}

const choiceHtml = ({ options }: ChoiceBlock, around: Surroundings, level: Level): Markup =>
  html`${options.map(
    ({ title, blocks }) =>
      html`${level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`}${blocksHtml(blocks, around, 4)}`,
  )}`
