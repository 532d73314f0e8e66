import { expect, it } from 'vitest'
import { factsOf } from '../../main/findings/facts.ts'
import { datapath } from '../../main/probes/datapath/datapath.ts'
import { footprint } from '../../main/probes/footprint/footprint.ts'
import { observability } from '../../main/probes/observability/observability.ts'
import type { PolicyCase } from '../../main/probes/policy/facts.ts'
import { policy } from '../../main/probes/policy/policy.ts'
import { explanationOf, summaryOf } from '../../main/probes/policy/words.ts'
import type { Probe } from '../../main/probes/probe.ts'
import { wire } from '../../main/probes/wire/wire.ts'
import { wireSentence } from '../../main/probes/wire/words.ts'
import { claimReasonText } from '../../main/words/en/claim-reasons.ts'
import { once } from '../unit/builders/probes.ts'
import type { ReadReport } from '../unit/builders/read-report.ts'

const policyBudgetMs = 240_000
const vxlanPorts: Readonly<Record<string, number>> = {
  'flannel/vxlan': 8472,
  'calico/vxlan': 4789,
  'cilium/vxlan': 8472,
}
const enforcing = ['calico/vxlan', 'cilium/vxlan']

/** Cases of a CNI's own policies that can be tried where no Envoy is. */
const ownPolicies: readonly (readonly [string, readonly string[]])[] = [
  ['calico/vxlan', ['K1', 'K2', 'K3', 'K4']],
  ['cilium/vxlan', ['C2', 'C3', 'C4']],
]

const isStandard = (kind: PolicyCase['kind']) => kind === 'standard' || kind === 'dynamic'

/** What the CNIs do, as the run of a main job shows it. */
export function itShowsWhatEachCniDoes(variants: readonly string[], report: () => ReadReport): void {
  const has = (variant: string) => variants.includes(variant)
  const shownBy = <R, F>(probe: Probe<R, F>) => factsOf(report().findings, probe)
  const of = <R, F>(probe: Probe<R, F>, variant: string): F => {
    const found = shownBy(probe).find((each) => each.variant === variant)
    if (!found) throw new Error(`nothing is known of ${variant}`)
    return found.facts
  }

  it('inspects every cluster in every way, and keeps what was printed', () => {
    const { run, raws } = report()
    expect(report().findings.gaps).toEqual([])
    const readings = run.readings.filter(({ round }) => round === 0)
    expect(readings).toHaveLength(once.length * run.variants.length)
    for (const { raw } of readings.flatMap(({ outputs }) => outputs)) expect(raws.has(raw)).toBe(true)
    for (const { variant, probe, durationMs = 0 } of readings)
      console.log(`${variant}: ${probe} took ${(durationMs / 1000).toFixed(1)} s`)
  })

  it('checks policies within four minutes a cluster', () => {
    const durations = report().run.readings.filter(({ probe }) => probe === 'policy')
    for (const { variant, durationMs } of durations) expect(durationMs, variant).toBeLessThan(policyBudgetMs)
  })

  it('finds all allowed without policies, in every cluster', () => {
    for (const { variant, facts } of shownBy(policy)) expect(facts.baseline, variant).toMatchObject({ isClean: true })
  })

  it.each(['kindnet', 'flannel/vxlan'].filter(has))('finds that %s enforces no policy', (variant) => {
    const facts = of(policy, variant)
    const { enforcement, cases } = facts
    console.log(summaryOf(facts))
    expect(enforcement).toBe('none')
    // Where SCTP does not work at all, its case does not apply.
    const applicable = cases.filter(({ kind, outcome }) => isStandard(kind) && outcome !== 'not-applicable')
    const denied = applicable.flatMap(({ checks }) => checks).filter(({ expected }) => expected === 'denied')
    expect(denied.length).toBeGreaterThan(50)
    expect(denied.filter(({ observed }) => observed !== 'allowed')).toEqual([])
  })

  it.each(enforcing.filter(has))('finds that %s enforces every standard case as specified', (variant) => {
    const facts = of(policy, variant)
    const { enforcement, cases, enforceMs, releaseMs, establishedConnection } = facts
    console.log(summaryOf(facts), { enforceMs, releaseMs, establishedConnection })
    const standard = cases.filter(({ kind }) => isStandard(kind))
    const others = standard.filter(({ outcome }) => outcome !== 'match' && outcome !== 'not-applicable')
    expect(others.map((each) => [each.id, each.title, each.outcome, explanationOf(each)])).toEqual([])
    expect(standard.length).toBeGreaterThanOrEqual(20)
    expect(enforcement).toBe('full')
  })

  it.each(ownPolicies.filter(([variant]) => has(variant)))(
    'finds that %s does what its own policies say',
    (variant, ids) => {
      const own = of(policy, variant).cases.filter(
        ({ kind, outcome }) => kind === 'api' && outcome !== 'not-applicable',
      )
      expect(own.map(({ id, outcome }) => [id, outcome])).toEqual(ids.map((id) => [id, 'match']))
    },
  )

  it('sees the encapsulation of each CNI on the wire, the packet proven to be seen', () => {
    for (const { variant, facts } of shownBy(wire)) {
      const { problems, encapsulation, marker, sameNodeStays, overheadBytes } = facts
      console.log(`${variant}: ${wireSentence(facts)}`)
      const port = vxlanPorts[variant]
      expect(problems, variant).toEqual([])
      expect(encapsulation, variant).toMatchObject(port === undefined ? { kind: 'none' } : { kind: 'vxlan', port })
      expect(overheadBytes, variant).toBe(port === undefined ? 0 : 50)
      expect({ marker, sameNodeStays }, variant).toEqual({ marker: 'readable', sameNodeStays: true })
    }
    expect(shownBy(wire)).toHaveLength(report().run.variants.length)
  })

  it('calls nothing encrypted that can be read', () => {
    for (const { facts } of shownBy(wire))
      expect(facts.encryption).toEqual({ configured: 'none', observed: 'clear', verdict: 'agrees' })
  })

  it('finds the nodes as they were configured', () => {
    for (const { variant, facts } of shownBy(datapath))
      expect(
        facts.observations.filter(({ verdict }) => verdict === 'differs'),
        variant,
      ).toEqual([])
  })

  it.runIf(has('cilium/vxlan'))('sees dropped and allowed flows with Hubble, and only there', () => {
    const found = (variant: string) =>
      of(observability, variant)
        .capabilities.filter((each) => each.found === 'yes')
        .map(({ id }) => id)
    expect(found('cilium/vxlan')).toEqual(expect.arrayContaining(['allowed-flow', 'dropped-flow', 'drop-reason']))
    expect(found('flannel/vxlan')).not.toContain('allowed-flow')
  })

  it('counts what each CNI brings', () => {
    const objects = (variant: string) => of(footprint, variant).objectCount
    expect(objects('flannel/vxlan')).toBeLessThan(objects('calico/vxlan'))
    for (const { variant, facts } of shownBy(footprint)) {
      expect(facts.pods, variant).toBeGreaterThanOrEqual(3)
      expect(facts.imageBytes, variant).toBeGreaterThan(1_000_000)
    }
  })

  it('confirms or refutes the published claims, each with its ground', () => {
    const { claims } = report().findings
    for (const { row, column, verdict, reason } of claims.cells)
      console.log(`${row}, ${column}: ${verdict}. ${claimReasonText(reason)}`)
    expect(claims.cells).toHaveLength(claims.rows.length * claims.columns.length)
    const verdictOf = (row: string, column: string) =>
      claims.cells.find((cell) => cell.row === row && cell.column === column)?.verdict
    expect(verdictOf('policy', 'calico')).toBe('confirmed')
    expect(verdictOf('encryption', 'calico')).toBe('refuted')
    if (has('cilium/vxlan')) expect(verdictOf('observability', 'cilium')).toBe('confirmed')
    for (const { verdict, links } of claims.cells)
      if (verdict === 'confirmed') expect(links.some((link) => 'variant' in link)).toBe(true)
  })
}
