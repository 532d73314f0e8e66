import { afterEach, describe, expect, it, vi } from 'vitest'
import type { KubernetesApi, PodExecResult } from '../../../../main/clusters/cluster.ts'
import { connect, standard } from '../../../../main/probes/policy/cases/case.ts'
import { ingress, policy } from '../../../../main/probes/policy/cases/policies.ts'
import { clearAll } from '../../../../main/probes/policy/clear.ts'
import { observe } from '../../../../main/probes/policy/observe.ts'
import { keyOf, observedDenial } from '../../../../main/probes/policy/record.ts'
import { runCase } from '../../../../main/probes/policy/run-case.ts'
import { answered, context, fakeKubernetes, fixtureWith, labError, silence } from './fake-cluster.ts'

const attempts = connect(['cnilab-y/b'], ['cnilab-x/a'])
const [attempt] = attempts
const key = attempt ? keyOf(attempt) : ''
const spec = standard('1', 'No ingress', [policy('cnilab-x', 'deny', ingress({}))], attempts)
const baseline = new Map([[key, { connectivity: 'allowed' } as const]])

const run = (kubernetes: KubernetesApi, exec: () => Promise<PodExecResult>, neverEnforced = true) =>
  runCase(spec, { context: context(), kubernetes, fixture: fixtureWith(exec), baseline, neverEnforced })

describe('runCase', () => {
  it('sees a policy enforced only where it is shut with it and open without it', async () => {
    const { kubernetes, there, deleted } = fakeKubernetes()
    const enforcing = () => Promise.resolve(there.size > 0 ? silence : answered('cnilab-x/a'))
    const ran = await run(kubernetes, enforcing)
    expect(ran).toMatchObject({
      state: 'checked',
      steps: [{ stable: true, checks: [{ observed: 'dropped', after: 'allowed' }] }],
    })
    expect(observedDenial(ran)).toBe(true)
    expect(deleted).toContain('NetworkPolicy deny')
  })

  it('sees nothing enforced where all stays open', async () => {
    const ran = await run(fakeKubernetes().kubernetes, () => Promise.resolve(answered('cnilab-x/a')))
    expect(ran.steps[0]?.checks[0]).toMatchObject({ baseline: 'allowed', observed: 'allowed', after: 'allowed' })
    expect(observedDenial(ran)).toBe(false)
  })

  it('sees nothing enforced where the commands fail, and says what failed', async () => {
    const { kubernetes, there } = fakeKubernetes()
    const failing = () =>
      there.size > 0
        ? Promise.reject(labError('Cannot run sh', 'the Pod is gone'))
        : Promise.resolve(answered('cnilab-x/a'))
    const ran = await run(kubernetes, failing)
    expect(ran.steps[0]?.checks[0]).toMatchObject({ observed: 'error', note: 'the Pod is gone' })
    expect(observedDenial(ran)).toBe(false)
  })

  it('is rejected where the API server does not take the policy', async () => {
    const { kubernetes } = fakeKubernetes(() => {
      throw labError('Cannot apply NetworkPolicy deny', 'the API server answered 422')
    })
    const ran = await run(kubernetes, () => Promise.resolve(answered('cnilab-x/a')))
    expect(ran).toMatchObject({ state: 'rejected', reason: 'the API server answered 422', steps: [] })
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

describe('the time until a policy takes effect', () => {
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is counted from the API server’s answer, between the last round that was wrong and the first that was right', async () => {
    let nowMs = 1_000
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs)
    const { kubernetes, there } = fakeKubernetes()
    let appliedAtMs = Number.POSITIVE_INFINITY
    const slow: KubernetesApi = {
      ...kubernetes,
      // Listing takes as long as the policy needs: it must not be left out of the time.
      get: (path, signal) => {
        nowMs += 700
        return kubernetes.get(path, signal)
      },
      apply: async (objects, signal) => {
        await kubernetes.apply(objects, signal)
        nowMs += 300
        appliedAtMs = nowMs
      },
    }
    const enforcing = () => {
      const isDenied = there.size > 0 && nowMs >= appliedAtMs + 1_000
      nowMs += 400
      return Promise.resolve(isDenied ? silence : answered('cnilab-x/a'))
    }
    const ran = await run(slow, enforcing, false)
    expect(ran.steps[0]?.enforced).toEqual({ lastWrongMs: 1_200, firstRightMs: 1_600 })
  })
})

describe('observe', () => {
  it('takes the answer of another server for an error', async () => {
    const { answers } = await observe(
      context(),
      fixtureWith(() => Promise.resolve(answered('cnilab-z/a'))).dialer,
      'part',
      attempts,
    )
    expect(answers.get(key)).toEqual({ connectivity: 'error', note: 'cnilab-z/a answered instead' })
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
