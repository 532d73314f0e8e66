import { describe, expect, it } from 'vitest'
import { chosenProbes } from '../../../main/lab/chosen-probes.ts'
import { inspections, probes } from '../../../main/probes/index.ts'
import { detailsOf } from '../error-details.ts'

const all = [...probes, ...inspections].map(({ id }) => id)
const needing = inspections.filter(({ needs }) => needs).map(({ id }) => id)

describe('what is to be measured and inspected', () => {
  it('is all of it on kind, and on netns what needs no Kubernetes', () => {
    expect(chosenProbes({ runtime: 'kind', probes: all })).toEqual({ probes, inspections })
    const onNetns = chosenProbes({ runtime: 'netns', probes: all })
    expect(onNetns.probes).toEqual(probes)
    expect(onNetns.inspections.map(({ id }) => id)).toEqual(
      inspections.map(({ id }) => id).filter((id) => !needing.includes(id)),
    )
    expect(needing.length).toBeGreaterThan(0)
  })

  it('must be something that the runtime can do', async () => {
    expect(await detailsOf(() => chosenProbes({ runtime: 'netns', probes: needing }))).toMatchObject({
      code: 'bad-usage',
      message: `${needing.join(', ')} cannot be done on netns.`,
    })
    expect(await detailsOf(() => chosenProbes({ runtime: 'kind', probes: [] }))).toMatchObject({
      message: 'no probe is chosen.',
    })
  })

  it('takes policies that the API server would take, and refuses others before anything is made', async () => {
    const policy = 'apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: a}\nspec: {podSelector: {}}'
    expect(chosenProbes({ runtime: 'kind', probes: all, userPolicies: policy }).inspections).toEqual(inspections)
    const unreadable = policy.replace('podSelector: {}', 'podSelector: {matchLabels: [a]}')
    const details = await detailsOf(() => chosenProbes({ runtime: 'kind', probes: all, userPolicies: unreadable }))
    expect(details.code).toBe('bad-usage')
    expect(details.message).toContain('matchLabels')
  })
})
