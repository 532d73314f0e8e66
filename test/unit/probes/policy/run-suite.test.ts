import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ClusterModel } from '../../../../main/policy-model/cluster-model.ts'
import { connect, standard } from '../../../../main/probes/policy/cases/case.ts'
import { ingress, policy } from '../../../../main/probes/policy/cases/policies.ts'
import { observedDenial } from '../../../../main/probes/policy/record.ts'
import { runSuite, type Lane } from '../../../../main/probes/policy/run-suite.ts'
import { answered, context, fakeKubernetes, fixtureWith, model, silence } from './fake-cluster.ts'

const [pod] = model.pods
const inNamespace = (namespace: string) => ({ ...(pod ?? expect.fail()), namespace })
const wholeModel: ClusterModel = {
  namespaces: ['cnilab-x', 'cnilab-y', 'cnilab-x2', 'cnilab-y2'].map((name) => ({ name, labels: {} })),
  pods: ['cnilab-x', 'cnilab-y', 'cnilab-x2', 'cnilab-y2'].map(inNamespace),
  nodes: [],
}

/** Two lanes, each enforcing what is in its own namespace, and how many rounds were ever under way at once. */
function suiteOf(enforces: boolean, firstAnswer = (namespace: string) => answered(`${namespace}/a`)) {
  const { kubernetes, there } = fakeKubernetes()
  const busy = new Map<string, number>()
  let most = 0
  const laneOf = (suffix: string, ids: readonly string[]): Lane => {
    const namespace = `cnilab-x${suffix}`
    const exec = async () => {
      busy.set(namespace, (busy.get(namespace) ?? 0) + 1)
      expect(busy.get(namespace)).toBe(1)
      most = Math.max(most, [...busy.values()].filter((each) => each > 0).length)
      await Promise.resolve()
      busy.set(namespace, 0)
      const isThere = [...there.values()].some(({ metadata }) => metadata.namespace === namespace)
      return isThere && enforces ? silence : firstAnswer(namespace)
    }
    const attempts = connect([`cnilab-y${suffix}/a`], [`${namespace}/a`])
    return {
      fixture: { ...fixtureWith(exec), model: wholeModel, names: new Map([['cnilab-x', namespace]]) },
      specs: ids.map((id) => standard(id, `Case ${id}`, [policy(namespace, `deny-${id}`, ingress({}))], attempts)),
    }
  }
  const lanes = [laneOf('', ['1', '3', '10']), laneOf('2', ['2', '4', '13b'])]
  return { lanes, parts: { context: context(), kubernetes }, there, most: () => most }
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('runSuite', () => {
  it('runs lanes beside each other and cases of a lane in turn, and records them in the suite’s order', async () => {
    const { lanes, parts, there, most } = suiteOf(true)
    const record = await runSuite(lanes, parts)
    expect(record.cases.map(({ id }) => id)).toEqual(['1', '2', '3', '4', '10', '13b'])
    expect(record.cases.every(observedDenial)).toBe(true)
    expect(record.sideBySide).toBe(2)
    expect(most()).toBe(2)
    expect(there.size).toBe(0)
  })

  it('gives the first cases all their time, and the rest two rounds where nothing was enforced', async () => {
    // Each look at the clock is a second later.
    let nowMs = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 1_000))
    const { lanes, parts } = suiteOf(false)
    const { cases } = await runSuite([...lanes, ...suiteOf(false).lanes], parts)
    const rounds = cases.flatMap(({ steps }) => steps.map((step) => step.rounds))
    expect(Math.min(...rounds.slice(0, 4))).toBeGreaterThan(2)
    expect(new Set(rounds.slice(4))).toEqual(new Set([2]))
    expect(cases.some(observedDenial)).toBe(false)
  })

  it('tries nothing where not all is allowed without policies in one of the lanes', async () => {
    let nowMs = 0
    vi.spyOn(performance, 'now').mockImplementation(() => (nowMs += 20_000))
    const { lanes, parts, there } = suiteOf(true, (namespace) =>
      namespace === 'cnilab-x2' ? silence : answered(`${namespace}/a`),
    )
    const { cases } = await runSuite(lanes, parts)
    expect(new Set(cases.map(({ state }) => state))).toEqual(new Set(['skipped']))
    expect(there.size).toBe(0)
  })
})
