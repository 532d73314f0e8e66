import type { PacketHeader, PacketPath, PacketPathBlock } from '../../blocks/packet-path.ts'
import {
  afterWords,
  headerWords,
  interfaceWords,
  isComparison,
  markerWords,
  stopKindWords,
  stopsLine,
} from '../../blocks/packet-words.ts'
import { dataTable } from './table.ts'
import { html, type Markup } from './template.ts'

/** A packet's way, a row for each interface that saw it. */
export const packetPathHtml = ({ paths }: PacketPathBlock): Markup =>
  isComparison(paths) ? comparisonHtml(paths) : html`${paths.map(pathHtml)}`

const comparisonHtml = (paths: readonly PacketPath[]) =>
  dataTable(
    'Interfaces that saw the packet; in brackets, where it travels inside another.',
    [{ title: 'Variant' }, { title: 'Interfaces' }, { title: 'What happens to it' }, { title: 'Notes' }],
    [
      {
        rows: paths.map((path) => ({
          head: path.variant,
          cells: [html`<code>${stopsLine(path)}</code>`, path.sentence, path.notes.join(' ')],
        })),
      },
    ],
  )

const pathHtml = ({ variant, title, from, to, sentence, stops, notes }: PacketPath): Markup =>
  html`<h4>${title}: ${from} → ${to}</h4>
    <p>${sentence}</p>
    ${
      stops.length > 0 &&
      dataTable(
        `${variant}, ${title}: hops`,
        [
          { title: 'Place' },
          { title: 'Interface' },
          { title: 'Kind' },
          { title: 'After', align: 'number' },
          { title: 'Bytes', align: 'number' },
          { title: 'Headers' },
          { title: 'Marker' },
        ],
        [
          {
            rows: stops.map((stop) => ({
              head: stop.place,
              cells: [
                html`<code>${interfaceWords(stop)}</code>`,
                stopKindWords[stop.kind],
                afterWords(stop),
                `${String(stop.bytes)} B`,
                headerStack(stop.headers),
                markerWords(stop),
              ],
            })),
          },
        ],
      )
    }
    ${notes.length > 0 && html`<p class="meta">${notes.join(' ')}</p>`}`

const headerStack = (headers: readonly PacketHeader[]) =>
  html`<span class="stack">${headers.map((header) => html`<code>${headerWords(header)}</code> `)}</span>`
