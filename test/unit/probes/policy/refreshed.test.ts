import { expect, it } from 'vitest'
import { tries } from '../../../../main/probes/policy/cases/case.ts'
import { keyOf, type RecordedTry } from '../../../../main/probes/policy/record.ts'
import { refreshed } from '../../../../main/probes/policy/refreshed.ts'

it('takes over what was shut without policies, and what is open again', () => {
  const attempts = tries(['cnilab-y/a'], ['cnilab-x/a', 'cnilab-x/b', 'outside'])
  const [ended, back, unseen] = attempts.map(keyOf)
  const of = (index: number, after: RecordedTry['after']): RecordedTry => ({
    ...(attempts[index] ?? ({ from: '', to: '', protocol: 'TCP', port: 0, via: 'address' } as const)),
    ...({ baseline: 'open', observed: 'dropped', after } as const),
  })
  const before = new Map([
    [ended ?? '', { reach: 'open' }],
    [back ?? '', { reach: 'refused' }],
    [unseen ?? '', { reach: 'open' }],
  ] as const)
  const step = { policies: '', looks: 1, stable: true, tries: [of(0, 'refused'), of(1, 'open')] }
  const after = refreshed(before, { steps: [step] })
  expect([ended, back, unseen].map((key) => after.get(key ?? '')?.reach)).toEqual(['refused', 'open', 'open'])
})
