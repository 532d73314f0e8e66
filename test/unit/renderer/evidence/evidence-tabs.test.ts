import { describe, expect, it } from 'vitest'
import { noEvidence } from '../../../../main/findings/evidence/evidence.ts'
import { evidenceTabs, gapsOf, tabOfPart } from '../../../../renderer/components/evidence/evidence-tabs.ts'
import { policyEvidence, someEvidence } from '../../builders/evidence/some-evidence.ts'
import { anError } from '../../builders/run-events.ts'

const idsOf = (evidence: Parameters<typeof evidenceTabs>[0]) => evidenceTabs(evidence).map(({ id }) => id)

describe('the tabs of evidence', () => {
  it('are none for a run that only measured', () => {
    expect(idsOf(noEvidence)).toEqual([])
  })

  it('are all there for a run that looked at everything', () => {
    expect(idsOf(someEvidence())).toEqual(['policy', 'journey', 'observed', 'claims'])
  })

  it('are those that have something to show', () => {
    expect(idsOf({ ...noEvidence, policy: [policyEvidence('kindnet')] })).toEqual(['policy'])
  })

  it('say why something could not be looked at, too', () => {
    const gap = { variant: 'flannel/vxlan', inspection: 'wire', error: anError() }
    const evidence = { ...noEvidence, gaps: [gap] }
    expect(idsOf(evidence)).toEqual(['journey'])
    expect(gapsOf(evidence, 'journey')).toEqual([gap])
    expect(gapsOf(evidence, 'policy')).toEqual([])
  })

  it('show the ground of every claim, except for what is in a project’s documentation', () => {
    const parts = someEvidence().claims.cells.flatMap(({ links }) => links.map(({ part }) => part))
    expect(parts.filter((part) => part !== 'project').every((part) => tabOfPart(part) !== undefined)).toBe(true)
    expect(tabOfPart('project')).toBeUndefined()
    expect(tabOfPart('measurements')).toBe('findings')
  })
})
