import { describe, expect, it } from 'vitest'
import { renderText } from '../../../../main/reports/text/page.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { aThroughputProbe } from '../../builders/run-events.ts'

const input = generatedRun({
  probes: [aThroughputProbe({ cases: [{ id: '1-stream', title: 'One stream' }] })],
})
const longestLine = (text: string) => Math.max(...text.split('\n').map(({ length }) => length))

describe('the comparison table of a terminal', () => {
  it('shows ratio, median and their intervals for each path, the baseline last', () => {
    const all = renderText(input).split('\n')
    const lines = all.slice(all.indexOf('TCP throughput, one stream: bits received (higher is better)'))
    expect(lines[1]?.trim().split(/\s{2,}/)).toEqual([
      'Variant',
      'To baseline',
      'Interval',
      'Median, Gbit/s here',
      'Interval',
      'n',
      'CV',
      'Flags',
    ])
    expect(lines[3]).toMatch(/^ {4}flannel\/vxlan +\d\.\d\d× +\d\.\d\d–\d\.\d\d +\d\.\d\d +\d\.\d\d–\d\.\d\d +6 /)
    expect(lines.filter((line) => /^ {2}(pod|host)-/.test(line)).map((line) => line.trim())).toEqual([
      'pod-pod, same-node',
      'pod-pod, cross-node',
      'pod-service',
      'host-host (baseline)',
    ])
  })

  it('aligns its columns', () => {
    const ends = renderText(input)
      .split('\n')
      .flatMap((line) => /^ {4}\S+ +[\d.×–]+(?= )/.exec(line)?.[0].length ?? [])
    expect(new Set(ends).size).toBe(1)
  })

  it.each([120, 80, 60, 40, 24])('keeps to %i columns', (width) => {
    const text = renderText(input, { width })
    expect(longestLine(text)).toBeLessThanOrEqual(width)
    expect(text).toContain('flannel/vxlan')
  })

  it('gives up the least important columns first', () => {
    const header = renderText(input, { width: 54 })
      .split('\n')
      .find((line) => line.includes('Variant'))
    expect(header).toMatch(/Variant +To baseline +Median, Gbit\/s/)
    expect(header).not.toContain('CV')
  })

  it('is never wider than 120 columns', () => {
    const long = generatedRun({ variants: ['cilium/native+wireguard+' + 'x'.repeat(120)] })
    expect(longestLine(renderText(long, { width: 400 }))).toBeLessThanOrEqual(120)
  })
})
