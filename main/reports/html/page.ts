import { time } from '../../words/en/quantity.ts'
import { anchorsOf } from '../anchors.ts'
import type { ReportInput } from '../report-input.ts'
import { runPlace, runTitle } from '../run-title.ts'
import { reportSections } from '../sections.ts'
import { blocksHtml } from './blocks.ts'
import { documentHtml, surroundings } from './document.ts'
import { html } from './template.ts'

/** The whole report as one file that needs neither network nor script. */
export function renderHtml(input: ReportInput): string {
  const { run } = input
  const sections = sectionsOf(input)
  return documentHtml(
    input,
    html`<header>
        <h1>${runTitle(run)}</h1>
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
      <footer><p>Made by CNI Lab ${run.environment.cnilab} from run ${run.id}.</p></footer>`,
    'full',
  )
}

function sectionsOf(input: ReportInput) {
  const sections = reportSections(input)
  const targets = sections.flatMap(({ id, blocks }) => [id, ...anchorsOf(blocks)])
  const around = surroundings(input, targets)
  return sections.map(({ id, title, blocks }) => ({
    id,
    title,
    markup: html`<section aria-labelledby="${id}">
      <h2 id="${id}">${title}</h2>
      ${blocksHtml(blocks, around)}
    </section>`,
  }))
}
