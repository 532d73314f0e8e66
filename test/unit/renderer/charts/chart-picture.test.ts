import { expect, it } from 'vitest'
import { lightPalette } from '../../../../main/reports/charts/palette.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { chartOption, heightOf } from '../../../../main/reports/charts/chart-option.ts'
import { absoluteBars } from '../../../../main/reports/charts/comparison-charts.ts'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { chartPicture, pictureName } from '../../../../renderer/charts/chart-picture.ts'
import { generatedRun } from '../../builders/generated-run.ts'

const { run, findings } = generatedRun()
const [table = expect.fail('there is a table')] = comparisonTables(run, findings, 'headline')

it('makes room for the title above the chart, on a background of its own', () => {
  const styles = variantStyles(run.variants, cniColour)
  const chart = absoluteBars(table)
  const option = chartOption(chart, styles, lightPalette)
  const picture = chartPicture(option, 'A title', { width: 720, height: heightOf(chart) })
  expect(picture.option).toMatchObject({ title: { text: 'A title' }, backgroundColor: '#ffffff' })
  const [before, after] = [option.grid, picture.option.grid].map((grid) =>
    grid && 'top' in grid ? Number(grid.top) : 0,
  )
  expect((after ?? 0) - (before ?? 0)).toBe(picture.height - heightOf(chart))
})

it('names a file without characters that a system may refuse', () => {
  expect(pictureName(['20261123-191305-k3f9', 'tcp/throughput', '1 stream'], 'png')).toBe(
    '20261123-191305-k3f9-tcp-throughput-1-stream.png',
  )
})
