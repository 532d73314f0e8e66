import { time } from '../../words/en/quantity.ts'
import { cniColour } from '../charts/cni-colours.ts'
import { variantStyles } from '../charts/variant-style.ts'
import type { ReportInput } from '../report-input.ts'
import { runPlace, runTitle } from '../run-title.ts'
import { reportSections } from '../sections.ts'
import { blocksHtml, type Surroundings } from './blocks.ts'
import { style } from './style.ts'
import { html, trusted } from './template.ts'

/** The page loads nothing and runs nothing, whatever ends up in it. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Of the browser's tab and of search results. */
const longestTitle = 58

const styleElement = trusted(`<style>${style}</style>`)

/** The whole report as one file that needs neither network nor script. */
export function renderHtml(input: ReportInput): string {
  const { run } = input
  const title = runTitle(run)
  const sections = sectionsOf(input)
  return html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${contentPolicy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="generator" content="CNI Lab ${run.environment.cnilab}" />
        <title>${title.length > longestTitle ? `Run ${run.id}` : title} – CNI Lab</title>
        ${styleElement}
      </head>
      <body>
        <header>
          <h1>${title}</h1>
          <p class="meta">
            Run <code>${run.id}</code> · ${time(run.startedAtMs)} · ${run.spec.mode} mode · ${runPlace(run)} ·
            <span class="state ${run.state}">${run.state}</span>
          </p>
          <nav aria-label="Sections">
            <ul>
              ${sections.map((section) => html`<li><a href="#${section.id}">${section.title}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>${sections.map(({ markup }) => markup)}</main>
        <footer><p>Made by CNI Lab ${run.environment.cnilab} from run ${run.id}.</p></footer>
      </body>
    </html> `.text
}

function sectionsOf(input: ReportInput) {
  const sections = reportSections(input)
  let drawings = 0
  const around: Surroundings = {
    sections: new Set(sections.map(({ id }) => id)),
    styles: variantStyles(input.run.variants, cniColour),
    newId: () => `drawing-${String((drawings += 1))}`,
  }
  return sections.map(({ id, title, blocks }) => ({
    id,
    title,
    markup: html`<section aria-labelledby="${id}">
      <h2 id="${id}">${title}</h2>
      ${blocksHtml(blocks, around)}
    </section>`,
  }))
}
