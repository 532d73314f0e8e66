import type {
  Block,
  ChartBlock,
  ChoiceBlock,
  ErrorBlock,
  ExcerptBlock,
  ProseBlock,
  SectionBlock,
  StatBlock,
  TableBlock,
} from '../../blocks/block.ts'
import { isEmpty, reportedDetails } from '../../blocks/content.ts'
import type { PacketPathBlock } from '../../blocks/packet-path.ts'
import { packetTable } from '../../blocks/packet-table.ts'
import { chartOption, heightOf } from '../charts/chart-option.ts'
import type { VariantStyles } from '../charts/variant-style.ts'
import { chartSvg, pagePalette } from './chart-svg.ts'
import { contentHtml, type Sections } from './content.ts'
import { tableHtml } from './table.ts'
import { html, type Markup } from './template.ts'

/** What blocks are drawn with, the same for all of a page. */
export interface Surroundings {
  readonly sections: Sections
  readonly styles: VariantStyles
  /** Of drawings, in pixels. */
  readonly chartWidth: number
  /** Of a drawing: it is there once on the page. */
  readonly newId: () => string
}

/** A heading that stands above the blocks: `h2` of a section, then `h3`, … */
type Level = 3 | 4

/** Blocks as HTML that needs neither network nor script. */
export const blocksHtml = (blocks: readonly Block[], around: Surroundings, level: Level = 3): Markup =>
  html`${blocks.filter((block) => !isEmpty(block)).map((block) => anchored(block, blockHtml(block, around, level)))}`

const anchored = ({ anchor }: Block, markup: Markup): Markup =>
  anchor === undefined ? markup : html`<div id="${anchor}">${markup}</div>`

function blockHtml(block: Block, around: Surroundings, level: Level): Markup {
  switch (block.kind) {
    case 'stat':
      return statHtml(block, around)
    case 'table':
      return html`${tableHtml(block, around.sections)}${detailsHtml(block, around)}`
    case 'chart':
      return chartHtml(block, around, level)
    case 'packet-path':
      return packetPathHtml(block, around)
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

/** Drawings, and the same numbers as a table for those who do not see them. */
function chartHtml(
  { title, charts, table }: ChartBlock,
  { sections, styles, newId, chartWidth }: Surroundings,
  level: Level,
): Markup {
  const figure = ({ title: name, chart }: ChartBlock['charts'][number]) =>
    html`<figure>
      <figcaption>${name}</figcaption>
      ${chartSvg(chartOption(chart, styles, pagePalette), {
        width: chartWidth,
        height: heightOf(chart),
        id: newId(),
        label: `Chart: ${title}, ${name.toLowerCase()}. The table that follows has its numbers.`,
      })}
    </figure>`
  return html`${heading(title, level)} ${charts.length > 0 && html`<div class="charts">${charts.map(figure)}</div>`}
  ${tableHtml(table, sections)}`
}

/** A packet's way, a row for each interface that saw it. */
const packetPathHtml = (path: PacketPathBlock, { sections }: Surroundings): Markup =>
  html`<p>${path.from} → ${path.to}. ${path.sentence}</p>
    ${path.stops.length > 0 && tableHtml(packetTable(path), sections)}
    ${path.notes.length > 0 && html`<p class="meta">${path.notes.join(' ')}</p>`}`

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
  return tone === undefined ? body : html`<div class="${tone === 'warn' ? 'caveats' : 'lead'}">${body}</div>`
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
        ${blocksHtml(blocks.map(numbersOf), around, 4)}
      </details>`
    : html`${heading(name, level)}${blocksHtml(blocks, around, 4)}`
}

/** What is folded is not drawn: thousands of dots would be in the file for nobody to see. */
const numbersOf = (block: Block): Block => (block.kind === 'chart' ? block.table : block)

const heading = (title: string, level: Level): Markup =>
  level === 3 ? html`<h3>${title}</h3>` : html`<h4>${title}</h4>`

const choiceHtml = ({ options }: ChoiceBlock, around: Surroundings, level: Level): Markup =>
  html`${options.map(({ title, blocks }) => html`${heading(title, level)}${blocksHtml(blocks, around, 4)}`)}`
