import { describe, expect, it } from 'vitest'
import { chosenProbes } from '../../../main/lab/chosen-probes.ts'
import { probes } from '../../../main/probes/index.ts'
import { detailsOf } from '../error-details.ts'

const needing = probes
  .all()
  .filter(({ needs }) => needs.length > 0)
  .map(({ id }) => id)

describe('what is to be read', () => {
  it('is all of it on kind, and on netns what needs no Kubernetes', () => {
    expect(chosenProbes({ runtime: 'kind', probes: probes.ids })).toEqual(probes.all())
    const onNetns = chosenProbes({ runtime: 'netns', probes: probes.ids })
    expect(onNetns.map(({ id }) => id)).toEqual(probes.ids.filter((id) => !needing.includes(id)))
    expect(needing.length).toBeGreaterThan(0)
  })

  it('is done in the order of all probes, whatever the order in which it is named', () => {
    expect(chosenProbes({ runtime: 'kind', probes: [...probes.ids, ...probes.ids].reverse() })).toEqual(probes.all())
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
    expect(chosenProbes({ runtime: 'kind', probes: probes.ids, userPolicies: policy })).toEqual(probes.all())
    const unreadable = policy.replace('podSelector: {}', 'podSelector: {matchLabels: [a]}')
    const details = await detailsOf(() =>
      chosenProbes({ runtime: 'kind', probes: probes.ids, userPolicies: unreadable }),
    )
    expect(details.code).toBe('bad-usage')
    expect(details.message).toContain('matchLabels')
  })
})
