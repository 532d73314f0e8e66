import { expect, it } from 'vitest'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { comparisonTables } from '../../../../main/reports/comparison-tables.ts'
import { comparisonFigure } from '../../../../renderer/charts/comparison-figure.ts'
import { cellOfRow } from '../../../../renderer/components/results/cell-of-row.ts'
import { generatedRun } from '../../builders/generated-run.ts'

const { run, findings } = generatedRun()
const [table = expect.fail('there is a table')] = comparisonTables(run, findings, 'headline')

it.each(['ratio', 'absolute'] as const)('leads from each bar of a chart of %s to the cell it shows', (scale) => {
  const { rows } = comparisonFigure(table, scale, variantStyles(run.variants, cniColour))
  const cells = rows.map((_, index) => cellOfRow(table, rows, index))
  rows.forEach((row, index) => {
    const cell = cells[index]
    if (row.kind === 'heading') expect(cell).toBeUndefined()
    else expect((scale === 'ratio' ? cell?.toBaseline : cell?.absolute)?.values).toHaveLength(row.dots.length)
  })
  const found = cells.filter((cell) => cell !== undefined)
  expect(new Set(found.map(({ variant, path }) => `${variant} ${path}`)).size).toBe(scale === 'ratio' ? 9 : 12)
})

it('leads nowhere from beside the bars', () => {
  const { rows } = comparisonFigure(table, 'ratio', variantStyles(run.variants, cniColour))
  expect([-1, rows.length].map((index) => cellOfRow(table, rows, index))).toEqual([undefined, undefined])
})
