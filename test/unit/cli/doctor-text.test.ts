import { expect, it } from 'vitest'
import { doctorText } from '../../../main/cli/doctor-text.ts'

it('groups findings by runtime, aligns them, puts the fix below and ends with a line on each runtime', () => {
  const text = doctorText(
    [
      { id: 'a', title: 'Memory', neededFor: ['kind'], status: 'ok', detail: '8 GiB' },
      { id: 'b', title: 'Container engine', neededFor: ['kind'], status: 'problem', detail: 'silent', fix: 'start it' },
      { id: 'c', title: 'Power', neededFor: ['kind', 'netns'], status: 'warning', detail: 'battery', fix: 'plug in' },
    ],
    [
      { runtime: 'kind', ready: false, problems: ['Container engine'] },
      { runtime: 'netns', ready: true, warnings: ['Power'] },
    ],
  )
  expect(text.split('\n')).toEqual([
    'kind',
    '  ✓ Memory            8 GiB',
    '  ✗ Container engine  silent',
    '                      fix: start it',
    '',
    'kind and netns',
    '  ! Power             battery',
    '                      fix: plug in',
    '',
    'kind: not ready: Container engine',
    'netns: ready, but see Power',
  ])
})
