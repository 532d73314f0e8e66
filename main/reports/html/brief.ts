import { gravestFirst } from '../../findings/caveat.ts'
import { caveatText } from '../../words/en/caveats.ts'
import { bytes, time } from '../../words/en/quantity.ts'
import { anchorsOf } from '../anchors.ts'
import { answerChart, leadingAnswers } from '../answer-blocks.ts'
import type { ReportInput } from '../report-input.ts'
import { runPlace, runTitle } from '../run-title.ts'
import { verdictOfRun } from '../sections.ts'
import { scorecardBlocks } from '../scorecard-blocks.ts'
import { blocksHtml } from './blocks.ts'
import { documentHtml, surroundings } from './document.ts'
import { html } from './template.ts'

const chartsShown = 2
const caveatsShown = 3
/** Across the page: 190 mm. */
const chartWidth = 700

/** What a person forwards: one printed page with the verdict, the scorecard, two charts and the gravest limits. */
export function renderBrief(input: ReportInput): string {
  const { run, findings } = input
  const { environment: machine } = run
  const charts = leadingAnswers(input)
    .slice(0, chartsShown)
    .map((answer) => answerChart(answer, input))
  const scorecard = scorecardBlocks(run, findings)
  const around = surroundings(input, anchorsOf(charts), chartWidth)
  const caveats = gravestFirst(findings.caveats)
  return documentHtml(
    input,
    html`<header>
        <h1>${runTitle(run)}</h1>
        <p class="meta">
          ${time(run.startedAtMs)} · ${run.spec.mode} mode, ${run.rounds.length} rounds · ${runPlace(run)} ·
          ${machine.cpuModel}, ${machine.cores} cores, ${bytes(machine.memoryBytes)} · kernel ${machine.kernel}
        </p>
      </header>
      <main>
        ${blocksHtml(verdictOfRun(input), around)} ${blocksHtml(scorecard, around)}
        <div class="drawn">${blocksHtml(charts, around, 4)}</div>
        <h3>
          ${caveats.length > caveatsShown ? `Limits: ${String(caveats.length)}, of which these matter most` : 'Limits'}
        </h3>
        <ul class="method">
          ${caveats.slice(0, caveatsShown).map((caveat) => html`<li>${caveatText(caveat)}</li>`)}
        </ul>
      </main>
      <footer>
        <p>CNI Lab ${machine.cnilab}, run ${run.id}. All of it: cnilab report ${run.id} --format html</p>
      </footer>`,
    'brief',
  )
}
