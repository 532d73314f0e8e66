import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { policyEvidenceOf } from '../../../../main/findings/policy/policy-evidence.ts'
import { policyRecordSchema, type PolicyRecord, type RecordedTry } from '../../../../main/probes/policy/record.ts'
import type { RunRecord } from '../../../../main/store/run-record.ts'

const load = (name: string): PolicyRecord =>
  policyRecordSchema.parse(
    JSON.parse(readFileSync(new URL(`../../../fixtures/policy/record-${name}.json`, import.meta.url), 'utf8')),
  )

function evidenceOf(record: PolicyRecord) {
  const end = { variant: 'v', inspection: 'policy', startedAtMs: 0, durationMs: 1, state: 'recorded', record }
  const run = { variants: [{ id: 'v' }], inspectionEnds: [end] } as unknown as RunRecord
  const [evidence] = policyEvidenceOf(run)
  if (!evidence) throw new Error('the record was not read')
  return evidence
}

/** The record with every try of a case, or of all, changed. */
const withTries = (
  record: PolicyRecord,
  change: (each: RecordedTry) => Partial<RecordedTry>,
  only?: string,
): PolicyRecord => ({
  ...record,
  cases: record.cases.map((each) =>
    only !== undefined && each.id !== only
      ? each
      : {
          ...each,
          steps: each.steps.map((step) => ({
            ...step,
            tries: step.tries.map((tried) => ({ ...tried, ...change(tried) })),
          })),
        },
  ),
})

const caseOf = (record: PolicyRecord, id: string) => evidenceOf(record).cases.find((each) => each.id === id)
const calico = load('calico-3.28.5')

describe('policyEvidenceOf', () => {
  it.each([
    ['calico-3.28.5', 'full', 'kept', ['K1', 'K2', 'K3', 'K4']],
    ['cilium-1.20.2', 'full', 'cut', ['C2', 'C3', 'C4']],
    ['kindnet-kubernetes-1.34.4', 'none', 'unknown', []],
  ] as const)('tells what %s was seen to do: %s, connections %s', (name, enforcement, established, ownCases) => {
    const found = evidenceOf(load(name))
    expect(found).toMatchObject({
      enforcement,
      establishedConnection: established,
      counts: { judged: 22, deviating: 0, unknown: 0 },
    })
    const own = found.cases.filter(({ kind, outcome }) => kind === 'api' && outcome === 'match').map(({ id }) => id)
    expect(own).toEqual(ownCases)
  })

  it('finds that Calico enforces all judged cases', () => {
    const { enforcement, counts, sentence } = evidenceOf(calico)
    expect(enforcement).toBe('full')
    expect(counts).toMatchObject({ judged: 22, match: 22 })
    expect(sentence).toMatch(/^All 22 judged cases match the specification; median time to enforce \d+\.\d s\.$/)
  })

  it('tells not enforced from failed to run', () => {
    const open = evidenceOf(withTries(calico, () => ({ observed: 'open', after: 'open' })))
    expect(open.enforcement).toBe('none')
    expect(open.sentence).toBe('Enforces no NetworkPolicy: all 22 judged cases stayed open.')
    const failed = evidenceOf(withTries(calico, () => ({ observed: 'error' })))
    expect(failed.enforcement).toBe('unknown')
    expect(failed.counts).toMatchObject({ match: 0, unknown: 22 })
  })

  it('takes a server that is down for unreachable, never for enforced', () => {
    const down = caseOf(
      withTries(calico, () => ({ baseline: 'refused', observed: 'refused', after: 'refused' }), '1'),
      '1',
    )
    expect(down?.outcome).toBe('unknown')
    expect(new Set(down?.tries.map(({ verdict }) => verdict))).toEqual(new Set(['unreachable']))
  })

  it('takes a server that ended while a policy was in force for unknown, never for enforced', () => {
    const ended = caseOf(
      withTries(calico, () => ({ observed: 'refused', after: 'refused' }), '1'),
      '1',
    )
    expect(ended?.outcome).toBe('unknown')
    expect(ended?.tries.some(({ verdict }) => verdict === 'match')).toBe(false)
  })

  it('finds nothing enforced by a policy that selects nothing', () => {
    const elsewhere = {
      ...calico,
      cases: calico.cases.map((each) => ({
        ...each,
        steps: each.steps.map((step) => ({
          ...step,
          policies: step.policies.replaceAll('namespace: cnilab-', 'namespace: elsewhere-'),
        })),
      })),
    }
    const found = caseOf(
      withTries(elsewhere, () => ({ observed: 'open' }), '1'),
      '1',
    )
    expect(found?.outcome).toBe('shown')
    expect(evidenceOf(withTries(elsewhere, () => ({ observed: 'open' }))).enforcement).toBe('unknown')
  })

  it('names a try that is open and must not be, with its ground', () => {
    const [first] =
      calico.cases.find(({ id }) => id === '5')?.steps[0]?.tries.filter(({ observed }) => observed !== 'open') ?? []
    const found = caseOf(
      withTries(calico, (each) => (each.from === first?.from ? { observed: 'open' } : {}), '5'),
      '5',
    )
    expect(found?.outcome).toBe('deviates')
    expect(found?.explanation).toContain(
      `${first?.from ?? '?'} to cnilab-x/a by TCP 80 is open and must be blocked (policy, cnilab-x/on-a)`,
    )
  })

  it('finds shut what must be open to be overblocked', () => {
    const found = caseOf(
      withTries(calico, () => ({ observed: 'dropped' }), '9'),
      '9',
    )
    expect(found?.outcome).toBe('deviates')
    expect(found?.tries.filter(({ verdict }) => verdict === 'overblock')).toHaveLength(2)
  })

  it('does not judge what the specification leaves open', () => {
    const loopback = caseOf(calico, '26')
    expect(loopback).toMatchObject({
      outcome: 'shown',
      tries: [{ expected: 'undefined', basis: 'loopback', verdict: 'spec-exception' }],
    })
    const ports = caseOf(calico, '24')?.tries.filter(({ to }) => to.includes('NodePort'))
    expect(new Set(ports?.map(({ basis }) => basis))).toEqual(new Set(['rewritten-address']))
  })

  it('judges nothing where the gate is shut', () => {
    const shut: PolicyRecord = {
      ...calico,
      gate: calico.gate.map((each, index) => (index === 0 ? { ...each, baseline: 'dropped' } : each)),
      cases: calico.cases.map((each) => ({ ...each, state: 'skipped', reason: 'Not all was open.', steps: [] })),
    }
    const { gate, enforcement, sentence, counts } = evidenceOf(shut)
    expect(gate.open).toBe(false)
    expect(enforcement).toBe('unknown')
    expect(counts.match).toBe(0)
    expect(sentence).toContain('Nothing can be said of policies.')
  })

  it('says what became of a connection only where new ones were blocked', () => {
    const told = (established: PolicyRecord['established']) =>
      evidenceOf({ ...calico, established }).establishedConnection
    expect(told({ linesBefore: 3, enforced: true, linesAfter: 9 })).toBe('kept')
    expect(told({ linesBefore: 3, enforced: true, linesAfter: 0 })).toBe('cut')
    expect(told({ linesBefore: 3, enforced: false, linesAfter: 9 })).toBe('unknown')
    expect(told({ linesBefore: 0, enforced: true, linesAfter: 0 })).toBe('unknown')
    expect(told(undefined)).toBe('unknown')
  })

  it('tells a refusal by the API server from what is not applicable', () => {
    const refused = {
      ...calico,
      cases: calico.cases.map((each) =>
        each.id === '11' ? { ...each, state: 'refused' as const, reason: 'no endPort' } : each,
      ),
    }
    expect(caseOf(refused, '11')).toMatchObject({
      outcome: 'unknown',
      explanation: 'The API server did not take it: no endPort',
    })
    expect(caseOf(calico, '28')?.outcome).toBe('not-applicable')
  })

  it('leaves a record of another shape out', () => {
    const run = {
      variants: [{ id: 'v' }],
      inspectionEnds: [{ variant: 'v', inspection: 'policy', state: 'recorded', record: { cases: 1 } }],
    }
    expect(policyEvidenceOf(run as unknown as RunRecord)).toEqual([])
  })
})
