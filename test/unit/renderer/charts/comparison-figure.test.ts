import { describe, expect, it } from 'vitest'
import { darkPalette, lightPalette } from '../../../../main/reports/charts/palette.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { comparisonFigure, comparisonOption } from '../../../../renderer/charts/comparison-figure.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aThroughputProbe } from '../../builders/run-events.ts'

const { run, findings } = generatedRun({ probes: [aThroughputProbe()] })
const styles = variantStyles(run.variants, cniColour)
const [throughput = expect.fail('there is a headline')] = comparisonTables(run, findings, 'headline')
const [retransmits = expect.fail('there is another metric')] = comparisonTables(run, findings, 'other')

describe('the figure of a table', () => {
  it('shows ratios where they are wanted, and says them', () => {
    const figure = comparisonFigure(throughput, 'ratio', styles)
    expect(figure).toMatchObject({ scale: 'ratio', points: 9 * 7 })
    expect(figure.label).toMatch(/^TCP throughput, one stream: bits received\. Ratio to the baseline: pod-pod/)
    expect(figure.label).toMatch(/cilium\/vxlan 0\.\d\d×\./)
  })

  it('shows absolute values where there is nothing to divide by', () => {
    expect(comparisonFigure(retransmits, 'ratio', styles).scale).toBe('absolute')
  })

  it('takes as much room as it has rows', () => {
    const [ratio, absolute] = (['ratio', 'absolute'] as const).map((scale) =>
      comparisonFigure(throughput, scale, styles),
    )
    expect((absolute?.height ?? 0) - (ratio?.height ?? 0)).toBe(4 * 21)
  })

  it('is drawn in the colours of the theme', () => {
    const figure = comparisonFigure(throughput, 'ratio', styles)
    const drawn = [lightPalette, darkPalette].map((palette) =>
      JSON.stringify(comparisonOption(figure, styles, palette)),
    )
    expect(drawn[0]).toContain(lightPalette.ink)
    expect(drawn[1]).toContain(darkPalette.ink)
    expect(drawn[1]).not.toContain(lightPalette.ink)
    expect(drawn[0]).toContain(`"description":${JSON.stringify(figure.label)}`)
  })
})
