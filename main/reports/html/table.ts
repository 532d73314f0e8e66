import { html, type Markup } from './template.ts'

export type CellContent = string | number | Markup

export interface TableColumn {
  readonly title: string
  readonly align?: 'number'
}

export interface TableRow {
  readonly head: CellContent
  readonly cells: readonly CellContent[]
}

export interface TableGroup {
  /** A row of its own above the group's rows. */
  readonly title?: string
  readonly rows: readonly TableRow[]
}

/** A table whose rows are named by their first cell. It scrolls sideways where the page is narrow. */
export function dataTable(caption: string, columns: readonly TableColumn[], groups: readonly TableGroup[]): Markup {
  const group = ({ title, rows }: TableGroup) =>
    html`<tbody>
      ${
        title !== undefined &&
        html`<tr>
          <th scope="rowgroup" colspan="${columns.length}">${title}</th>
        </tr>`
      }${rows.map(
        ({ head, cells }) =>
          html`<tr>
            <th scope="row">${head}</th>
            ${cells.map((cell, n) => tableCell(cell, columns[n + 1]))}
          </tr>`,
      )}
    </tbody>`
  return html`<div class="wide">
    <table>
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
      ${groups.map(group)}
    </table>
  </div>`
}

const tableCell = (cell: CellContent, column?: TableColumn) =>
  column?.align === 'number' ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`
