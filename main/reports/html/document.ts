import { cniColour } from '../charts/cni-colours.ts'
import { variantStyles } from '../charts/variant-style.ts'
import type { ReportInput } from '../report-input.ts'
import { runTitle } from '../run-title.ts'
import type { Surroundings } from './blocks.ts'
import { style } from './style.ts'
import { html, trusted, type Markup } from './template.ts'

/** The page loads nothing and runs nothing, whatever ends up in it. */
const contentPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"

/** Of the browser's tab and of search results. */
const longestTitle = 58

const styleElement = trusted(`<style>${style}</style>`)

/** One file that needs neither network nor script. `kind` is what its style depends on. */
export function documentHtml({ run }: ReportInput, body: Markup, kind: 'full' | 'brief'): string {
  const title = runTitle(run)
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
      <body class="${kind}">
        ${body}
      </body>
    </html> `.text
}

/** Two drawings stand beside each other. */
const usualWidth = 580

/** What the blocks of a document are drawn with. `targets` are the ids that links may lead to. */
export function surroundings({ run }: ReportInput, targets: readonly string[], chartWidth = usualWidth): Surroundings {
  let drawings = 0
  return {
    sections: new Set(targets),
    chartWidth,
    styles: variantStyles(run.variants, cniColour),
    newId: () => `drawing-${String((drawings += 1))}`,
  }
}
