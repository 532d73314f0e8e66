import { expect, it } from 'vitest'
import { connect } from '../../../../main/probes/policy/cases/case.ts'
import { keyOf, type RecordedCheck } from '../../../../main/probes/policy/record.ts'
import { updatedBaseline } from '../../../../main/probes/policy/baseline.ts'

it('takes over what was denied without policies, and what is allowed again', () => {
  const attempts = connect(['cnilab-y/a'], ['cnilab-x/a', 'cnilab-x/b', 'outside'])
  const [ended, back, unseen] = attempts.map(keyOf)
  const of = (index: number, after: RecordedCheck['after']): RecordedCheck => ({
    ...(attempts[index] ?? ({ from: '', to: '', protocol: 'TCP', port: 0, via: 'address' } as const)),
    ...({ baseline: 'allowed', observed: 'dropped', after } as const),
  })
  const before = new Map([
    [ended ?? '', { connectivity: 'allowed' }],
    [back ?? '', { connectivity: 'refused' }],
    [unseen ?? '', { connectivity: 'allowed' }],
  ] as const)
  const step = { policies: '', rounds: 1, stable: true, checks: [of(0, 'refused'), of(1, 'allowed')] }
  const after = updatedBaseline(before, { steps: [step] })
  expect([ended, back, unseen].map((key) => after.get(key ?? '')?.connectivity)).toEqual([
    'refused',
    'allowed',
    'allowed',
  ])
})
