import { expect, it } from 'vitest'
import { lightPalette } from '../../../../main/reports/charts/palette.ts'
import { cniColour } from '../../../../main/reports/charts/cni-colours.ts'
import { variantStyles } from '../../../../main/reports/charts/variant-style.ts'
import { liveChart } from '../../../../renderer/charts/live-chart.ts'
import { aVariant } from '../../builders/run-events.ts'

const styles = variantStyles([aVariant('flannel/vxlan'), aVariant('cilium/vxlan')], cniColour)
const options = liveChart({
  series: [
    { variant: 'flannel/vxlan', values: [2e9, null] },
    { variant: 'cilium/vxlan', values: [null, 3e9] },
  ],
  unit: 'bit/s',
  rounds: 6,
  styles,
  palette: lightPalette,
})

it('draws a line per variant in its colour, in the unit that reads best, with gaps', () => {
  expect(options.series).toMatchObject([
    { name: 'flannel/vxlan', data: [2, null], itemStyle: { color: '#e69f00' } },
    { name: 'cilium/vxlan', data: [null, 3], itemStyle: { color: '#0072b2' } },
  ])
  expect(options.yAxis).toMatchObject({ name: 'Gbit/s', min: 0 })
})

it('leaves room for the rounds to come, so that nothing moves', () => {
  expect(options.xAxis).toMatchObject({ data: ['1', '2', '3', '4', '5', '6'] })
})

it('does not move by itself', () => {
  expect(options.animation).toBe(false)
})
