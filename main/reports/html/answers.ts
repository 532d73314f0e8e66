import type { Answer } from '../../findings/findings.ts'
import { baselinePath } from '../../probes/probe.ts'
import { answerSentence } from '../../words/en/answers.ts'
import { caveatText } from '../../words/en/caveats.ts'
import type { ReportInput } from '../report-input.ts'
import { verdictOf, verdictTitles } from '../verdict.ts'
import { html, type Markup } from './template.ts'

/** One sentence for each question, and what to know before believing it. */
export function answersSection({ run, findings }: ReportInput): Markup {
  const sentence = (answer: Answer) => {
    const verdict = verdictOf(answer, findings)
    return html`<li>
      <span class="verdict ${verdict}">${verdictTitles[verdict]}</span>
      <span>${answerSentence(answer, { probes: run.probes, cells: findings.cells })}</span>
    </li>`
  }
  const questions = run.probes.map(({ id, question }) => {
    const answers = findings.answers.filter(({ probe, path }) => probe === id && path !== baselinePath)
    return (
      answers.length > 0 &&
      html`<h3>${question}</h3>
        <ul class="answers">
          ${answers.map(sentence)}
        </ul>`
    )
  })
  return html`<section aria-labelledby="answers">
    <h2 id="answers">Answers</h2>
    ${findings.answers.length > 0 ? questions : html`<p>Nothing was measured, so there is nothing to say.</p>`}
    ${
      findings.caveats.length > 0 &&
      html`<div class="caveats">
        <h3>Limitations</h3>
        <ul>
          ${findings.caveats.map((caveat) => html`<li>${caveatText(caveat)}</li>`)}
        </ul>
      </div>`
    }
  </section>`
}
