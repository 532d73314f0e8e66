import { describe, expect, it } from 'vitest'
import { clockTime, filterLog, logText } from '../../../../renderer/components/run/log-filter.ts'

const at = new Date(2026, 10, 23, 9, 5, 7).getTime()
const lines = [
  { atMs: at, group: 'flannel/vxlan', text: 'Creating the cluster' },
  { atMs: at, group: 'cilium/vxlan', text: 'creating the cluster' },
  { atMs: at, group: null, text: 'Shuffled' },
]

describe('filterLog', () => {
  it('gives back the very lines when nothing is asked', () => {
    expect(filterLog(lines, { group: '', text: ' ' })).toBe(lines)
  })

  it('finds a text whatever its case, of one variant or of all', () => {
    expect(filterLog(lines, { group: '', text: 'CREATING' })).toEqual(lines.slice(0, 2))
    expect(filterLog(lines, { group: 'cilium/vxlan', text: 'creating' })).toEqual([lines[1]])
  })
})

describe('logText', () => {
  it('is a line for each with its time and variant', () => {
    expect(clockTime(at)).toBe('09:05:07')
    expect(logText(lines.slice(1))).toBe('09:05:07  cilium/vxlan  creating the cluster\n09:05:07  -  Shuffled')
  })
})
