import { time } from '../quantity.ts'
import type { ReportInput } from '../report-input.ts'
import { runPlace, runTitle } from '../run-title.ts'
import { answersSection } from './answers.ts'
import { costSection, environmentSection, failuresSection, methodSection } from './background.ts'
import { evidenceSections } from './evidence/evidence-sections.ts'
import { overviewSection } from './evidence/overview-section.ts'
import { measurementsSection } from './measurements.ts'
import { samplesSection } from './samples.ts'
import { style } from './style.ts'
import { html, trusted } from './template.ts'
import { variantsSection } from './variants.ts'

/** The page loads nothing and runs nothing, whatever ends up in it. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Of the browser's tab and of search results. */
const longestTitle = 58

const styleElement = trusted(`<style>${style}</style>`)

/** The whole report as one file that needs neither network nor script. */
export function renderHtml(input: ReportInput): string {
  const { run } = input
  const failures = failuresSection(input)
  const overview = overviewSection(input)
  const evidence = evidenceSections(input)
  const title = runTitle(run)
  const sections = [
    ['answers', 'Answers'],
    ...(overview ? [['does', 'What each does'] as const] : []),
    ['measurements', 'Measurements'],
    ...evidence.map(({ id, title: name }) => [id, name] as const),
    ...(failures ? [['failures', 'Failures'] as const] : []),
    ['variants', 'Variants'],
    ['method', 'Method'],
    ['environment', 'Environment'],
    ['cost', 'Cost'],
    ['samples', 'Raw numbers'],
  ] as const
  const body = [
    answersSection(input),
    overview,
    measurementsSection(input),
    ...evidence.map(({ markup }) => markup),
    failures,
    variantsSection(run),
    methodSection(input),
    environmentSection(input),
    costSection(input),
    samplesSection(run),
  ]
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
              ${sections.map(([id, name]) => html`<li><a href="#${id}">${name}</a></li>`)}
            </ul>
          </nav>
        </header>
        <main>${body}</main>
        <footer><p>Made by CNI Lab ${run.environment.cnilab} from run ${run.id}.</p></footer>
      </body>
    </html> `.text
}
