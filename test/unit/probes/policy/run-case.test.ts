import { describe, expect, it } from 'vitest'
import type { KubernetesApi, PodExecResult } from '../../../../main/clusters/cluster.ts'
import { ingress, policy, standard, tries } from '../../../../main/probes/policy/cases/case.ts'
import { clearAll } from '../../../../main/probes/policy/clear.ts'
import { look } from '../../../../main/probes/policy/look.ts'
import { keyOf } from '../../../../main/probes/policy/record.ts'
import { runCase } from '../../../../main/probes/policy/run-case.ts'
import { sawBlocking } from '../../../../main/probes/policy/saw-blocking.ts'
import { answered, context, fakeKubernetes, fixtureWith, labError, silence } from './fake-cluster.ts'

const attempts = tries(['cnilab-y/b'], ['cnilab-x/a'])
const [attempt] = attempts
const key = attempt ? keyOf(attempt) : ''
const spec = standard('1', 'No ingress', [policy('cnilab-x', 'deny', ingress({}))], attempts)
const baseline = new Map([[key, { reach: 'open' } as const]])

const run = (kubernetes: KubernetesApi, exec: () => Promise<PodExecResult>) =>
  runCase(spec, { context: context(), kubernetes, fixture: fixtureWith(exec), baseline, isIdle: true })

describe('runCase', () => {
  it('sees a policy enforced only where it is shut with it and open without it', async () => {
    const { kubernetes, there, deleted } = fakeKubernetes()
    const enforcing = () => Promise.resolve(there.size > 0 ? silence : answered('cnilab-x/a'))
    const ran = await run(kubernetes, enforcing)
    expect(ran).toMatchObject({
      state: 'tried',
      steps: [{ stable: true, tries: [{ observed: 'dropped', after: 'open' }] }],
    })
    expect(sawBlocking(ran)).toBe(true)
    expect(deleted).toContain('NetworkPolicy deny')
  })

  it('sees nothing enforced where all stays open', async () => {
    const ran = await run(fakeKubernetes().kubernetes, () => Promise.resolve(answered('cnilab-x/a')))
    expect(ran.steps[0]?.tries[0]).toMatchObject({ baseline: 'open', observed: 'open', after: 'open' })
    expect(sawBlocking(ran)).toBe(false)
  })

  it('sees nothing enforced where the commands fail, and says what failed', async () => {
    const { kubernetes, there } = fakeKubernetes()
    const failing = () =>
      there.size > 0
        ? Promise.reject(labError('Cannot run sh', 'the Pod is gone'))
        : Promise.resolve(answered('cnilab-x/a'))
    const ran = await run(kubernetes, failing)
    expect(ran.steps[0]?.tries[0]).toMatchObject({ observed: 'error', note: 'the Pod is gone' })
    expect(sawBlocking(ran)).toBe(false)
  })

  it('is refused where the API server does not take the policy', async () => {
    const { kubernetes } = fakeKubernetes(() => {
      throw labError('Cannot apply NetworkPolicy deny', 'the API server answered 422')
    })
    const ran = await run(kubernetes, () => Promise.resolve(answered('cnilab-x/a')))
    expect(ran).toMatchObject({ state: 'refused', reason: 'the API server answered 422', steps: [] })
  })

  it('has failed where the policy is gone before its time', async () => {
    const { kubernetes, there } = fakeKubernetes()
    const losing = () => {
      there.clear()
      return Promise.resolve(answered('cnilab-x/a'))
    }
    const ran = await run(kubernetes, losing)
    expect(ran).toMatchObject({ state: 'failed', steps: [] })
    expect(ran.reason).toContain('cnilab-x/deny was gone')
  })
})

describe('look', () => {
  it('takes the answer of another server for an error', async () => {
    const { answers } = await look(
      context(),
      fixtureWith(() => Promise.resolve(answered('cnilab-z/a'))).places,
      'part',
      attempts,
    )
    expect(answers.get(key)).toEqual({ reach: 'error', note: 'cnilab-z/a answered instead' })
  })
})

describe('clearAll', () => {
  it('removes policies that an earlier check left before their namespaces', async () => {
    const { kubernetes, there, deleted } = fakeKubernetes()
    there.set('/api/v1/namespaces/cnilab-x', { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'cnilab-x' } })
    await kubernetes.apply([{ ...policy('cnilab-x', 'left', ingress({})) }], context().signal)
    await expect(clearAll(kubernetes, [], context().signal)).resolves.toBe('gone')
    expect(deleted).toEqual(['NetworkPolicy left', 'Namespace cnilab-x'])
    expect(there.size).toBe(0)
  })
})
