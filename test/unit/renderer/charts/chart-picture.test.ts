import { expect, it } from 'vitest'
import { lightPalette } from '../../../../main/reports/charts/palette.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { chartPicture, pictureName } from '../../../../renderer/charts/chart-picture.ts'
import { comparisonFigure, comparisonOption } from '../../../../renderer/charts/comparison-figure.ts'
import { generatedRun } from '../../builders/generated-run.ts'

const { run, findings } = generatedRun()
const [table = expect.fail('there is a table')] = comparisonTables(run, findings, 'headline')

it('makes room for the title above the chart, on a background of its own', () => {
  const styles = variantStyles(run.variants, cniColour)
  const figure = comparisonFigure(table, 'ratio', styles)
  const option = comparisonOption(figure, styles, lightPalette)
  const picture = chartPicture(option, 'A title', { width: 720, height: figure.height })
  expect(picture.option).toMatchObject({ title: { text: 'A title' }, backgroundColor: '#ffffff' })
  const [before, after] = [option.grid, picture.option.grid].map((grid) =>
    grid && 'top' in grid ? Number(grid.top) : 0,
  )
  expect((after ?? 0) - (before ?? 0)).toBe(picture.height - figure.height)
})

it('names a file without characters that a system may refuse', () => {
  expect(pictureName(['20261123-191305-k3f9', 'tcp/throughput', '1 stream'], 'png')).toBe(
    '20261123-191305-k3f9-tcp-throughput-1-stream.png',
  )
})
