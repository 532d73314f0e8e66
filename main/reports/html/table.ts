import type { Content, TableBlock } from '../../blocks/block.ts'
import { contentHtml, legendHtml, symbolsHtml, type Sections } from './content.ts'
import { html, type Markup } from './template.ts'

/** A table whose rows are named by their first cell. It scrolls sideways where the page is narrow. */
export function tableHtml({ caption, columns, groups, shows, legend = [] }: TableBlock, sections: Sections): Markup {
  const show = shows === 'symbols' ? symbolsHtml : contentHtml
  const cellHtml = (cell: Content, n: number) =>
    columns[n + 1]?.align === 'number'
      ? html`<td class="n">${show(cell, sections)}</td>`
      : html`<td>${show(cell, sections)}</td>`
  return html`<div class="wide">
      <table${shows === 'symbols' && html` class="grid"`}>
        <caption>
          ${caption}
        </caption>
        <thead>
          <tr>
            ${columns.map(({ title, align }) =>
              align === 'number' ? html`<th scope="col" class="n">${title}</th>` : html`<th scope="col">${title}</th>`,
            )}
          </tr>
        </thead>
        ${groups.map(
          ({ title, rows }) =>
            html`<tbody>
              ${
                title !== undefined &&
                html`<tr>
                  <th scope="rowgroup" colspan="${columns.length}">${title}</th>
                </tr>`
              }${rows.map(
                ({ head, cells }) =>
                  html`<tr>
                    <th scope="row">${contentHtml(head, sections)}</th>
                    ${cells.map(cellHtml)}
                  </tr>`,
              )}
            </tbody>`,
        )}
      </table>
    </div>
    ${legend.length > 0 && legendHtml(legend)}`
}
