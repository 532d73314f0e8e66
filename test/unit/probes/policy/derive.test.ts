import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { derivePolicy } from '../../../../main/probes/policy/derive.ts'
import { policyRecordSchema, type PolicyRecord, type RecordedCheck } from '../../../../main/probes/policy/record.ts'
import { baselineWords, explanationOf, summaryOf } from '../../../../main/probes/policy/words.ts'

const load = (name: string): PolicyRecord =>
  policyRecordSchema.parse(
    JSON.parse(readFileSync(new URL(`../../../fixtures/policy/record-${name}.json`, import.meta.url), 'utf8')),
  )

const evidenceOf = derivePolicy

/** The record with every check of a case, or of all, changed. */
const withChecks = (
  record: PolicyRecord,
  change: (each: RecordedCheck) => Partial<RecordedCheck>,
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
            checks: step.checks.map((check) => ({ ...check, ...change(check) })),
          })),
        },
  ),
})

const caseOf = (record: PolicyRecord, id: string) => evidenceOf(record).cases.find((each) => each.id === id)
const calico = load('calico-3.28.5')
const raw = JSON.parse(
  readFileSync(new URL('../../../fixtures/policy/record-calico-3.28.5.json', import.meta.url), 'utf8'),
) as { cases: { releaseMs?: number; steps: { enforceMs?: number }[] }[] }

describe('derivePolicy', () => {
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
    const facts = evidenceOf(calico)
    const { enforcement, counts } = facts
    expect(enforcement).toBe('full')
    expect(counts).toMatchObject({ judged: 22, match: 22 })
    expect(summaryOf(facts)).toMatch(
      /^All 22 judged cases match the specification\. Time to enforce: median at most \d+ ms; slowest \d+ ms \(\d+ [A-Z][^()]+\)\.$/,
    )
  })

  it('names the slowest case, which a median hides', () => {
    const slow = {
      ...calico,
      cases: calico.cases.map((each) =>
        each.id === '22'
          ? { ...each, steps: each.steps.map((step) => ({ ...step, enforced: { firstRightMs: 26_600 } })) }
          : each,
      ),
    }
    const facts = evidenceOf(slow)
    expect(facts.enforceMs).toMatchObject({ max: 26_600, slowest: { id: '22' } })
    expect(facts.enforceMs?.median).toBeLessThan(1_000)
    expect(summaryOf(facts)).toContain('slowest 26.6 s (22 A namespace gets another label).')
  })

  it('tells not enforced from failed to run', () => {
    const open = evidenceOf(withChecks(calico, () => ({ observed: 'allowed', after: 'allowed' })))
    expect(open.enforcement).toBe('none')
    expect(summaryOf(open)).toBe('Enforces no NetworkPolicy: all 22 judged cases stayed allowed.')
    const failed = evidenceOf(withChecks(calico, () => ({ observed: 'error' })))
    expect(failed.enforcement).toBe('unknown')
    expect(failed.counts).toMatchObject({ match: 0, unknown: 22 })
  })

  it('takes a server that is down for unreachable, never for enforced', () => {
    const down = caseOf(
      withChecks(calico, () => ({ baseline: 'refused', observed: 'refused', after: 'refused' }), '1'),
      '1',
    )
    expect(down?.outcome).toBe('unknown')
    expect(new Set(down?.checks.map(({ verdict }) => verdict))).toEqual(new Set(['unreachable']))
  })

  it('takes a server that ended while a policy was in force for unknown, never for enforced', () => {
    const ended = caseOf(
      withChecks(calico, () => ({ observed: 'refused', after: 'refused' }), '1'),
      '1',
    )
    expect(ended?.outcome).toBe('unknown')
    expect(ended?.checks.some(({ verdict }) => verdict === 'match')).toBe(false)
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
      withChecks(elsewhere, () => ({ observed: 'allowed' }), '1'),
      '1',
    )
    expect(found?.outcome).toBe('informational')
    expect(evidenceOf(withChecks(elsewhere, () => ({ observed: 'allowed' }))).enforcement).toBe('unknown')
  })

  it('names a check that is allowed and should not be, with its reason', () => {
    const [first] =
      calico.cases.find(({ id }) => id === '5')?.steps[0]?.checks.filter(({ observed }) => observed !== 'allowed') ?? []
    const found = caseOf(
      withChecks(calico, (each) => (each.from === first?.from ? { observed: 'allowed' } : {}), '5'),
      '5',
    )
    expect(found?.outcome).toBe('deviates')
    expect(found && explanationOf(found)).toContain(
      `allowed, should be denied (decided by the policies that select one of the two Pods: cnilab-x/on-a)`,
    )
  })

  it('finds a false deny where what should be allowed is not', () => {
    const found = caseOf(
      withChecks(calico, () => ({ observed: 'dropped' }), '9'),
      '9',
    )
    expect(found?.outcome).toBe('deviates')
    expect(found?.checks.filter(({ verdict }) => verdict === 'false-deny')).toHaveLength(2)
  })

  it('does not judge what the specification leaves open', () => {
    const loopback = caseOf(calico, '26')
    expect(loopback).toMatchObject({
      outcome: 'informational',
      checks: [{ expected: 'undefined', basis: 'loopback', verdict: 'implementation-defined' }],
    })
    const ports = caseOf(calico, '24')?.checks.filter(({ via }) => via === 'node-port')
    expect(new Set(ports?.map(({ basis }) => basis))).toEqual(new Set(['rewritten-address']))
  })

  it('judges nothing where not all was allowed without policies', () => {
    const shut: PolicyRecord = {
      ...calico,
      baseline: calico.baseline.map((each, index) => (index === 0 ? { ...each, baseline: 'dropped' } : each)),
      cases: calico.cases.map((each) => ({ ...each, state: 'skipped', reason: 'Not all was open.', steps: [] })),
    }
    const facts = evidenceOf(shut)
    const { baseline, enforcement, counts } = facts
    expect(baseline.isClean).toBe(false)
    expect(baselineWords(baseline)).toMatch(/^Without any policy these were not allowed: .* \(no answer\)\.$/)
    expect(enforcement).toBe('unknown')
    expect(counts.match).toBe(0)
    expect(summaryOf(facts)).toContain('Nothing can be said of policies.')
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
    const rejected = {
      ...calico,
      cases: calico.cases.map((each) =>
        each.id === '11' ? { ...each, state: 'rejected' as const, reason: 'no endPort' } : each,
      ),
    }
    expect(caseOf(rejected, '11')).toMatchObject({
      outcome: 'unknown',
      reason: { code: 'rejected', message: 'no endPort' },
    })
    expect(caseOf(calico, '28')?.outcome).toBe('not-applicable')
  })

  it('keeps the times of a record of before', () => {
    expect(calico.cases[0]?.steps[0]?.enforced).toEqual({ firstRightMs: raw.cases[0]?.steps[0]?.enforceMs })
    expect(calico.cases[0]?.released).toEqual({ firstRightMs: raw.cases[0]?.releaseMs })
  })

  it('reads a person’s own policies of a run of 0.1', () => {
    const file = new URL('../../../fixtures/cnilab-0.1.0/own-policies.json.gz', import.meta.url)
    const { run } = JSON.parse(gunzipSync(readFileSync(file)).toString()) as {
      run: { inspectionEnds: { inspection: string; record?: unknown }[] }
    }
    const records = run.inspectionEnds.flatMap(({ inspection, record }) =>
      inspection === 'policy' && record !== undefined ? [derivePolicy(policyRecordSchema.parse(record))] : [],
    )
    expect(records.length).toBeGreaterThan(0)
    for (const { cases } of records) {
      const user = cases.find(({ kind }) => kind === 'user')
      expect(user).toMatchObject({ id: 'user' })
      expect(user?.checks.length).toBeGreaterThan(0)
    }
  })

  it('refuses a record of another shape', () => {
    expect(policyRecordSchema.safeParse({ cases: 1 }).success).toBe(false)
  })
})
