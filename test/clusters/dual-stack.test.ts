import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { factsOf } from '../../main/findings/facts.ts'
import { datapath } from '../../main/probes/datapath/datapath.ts'
import { policy } from '../../main/probes/policy/policy.ts'
import { wire } from '../../main/probes/wire/wire.ts'
import { readReport, type ReadReport } from '../unit/builders/read-report.ts'
import { Cnilab, labContainers } from './cnilab.ts'

/** The CNI that the main job of these tests leaves out. */
const variant = 'cilium/vxlan'

/** Addresses that are nobody's (RFC 5737): only a host outside that is given them can answer. */
const userPolicies = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: by-address, namespace: shop }
spec:
  podSelector: { matchLabels: { app: web } }
  policyTypes: [Egress, Ingress]
  egress:
    - to: [{ ipBlock: { cidr: 203.0.113.0/24, except: [203.0.113.64/26] } }]
      ports: [{ port: 443 }]
  ingress:
    - from: [{ ipBlock: { cidr: 198.51.100.7/32 } }]
      ports: [{ port: 443 }, { port: 53, protocol: UDP }]
`

/** What only shows with IPv6 beside IPv4, and with policies by address that a person brings. */
describe('a dual-stack cluster', () => {
  const lab = new Cnilab()
  const out = join(lab.home, 'out')
  let report: ReadReport

  beforeAll(async () => {
    const file = join(lab.home, 'own.yaml')
    await writeFile(file, userPolicies)
    const probes = 'policy,wire,datapath'
    const flags = ['--variants', variant, '--ip-family', 'dual', '--probes', probes, '--policies', file, '--out', out]
    const { exitCode, stderr } = await lab.run(['run', ...flags])
    expect(exitCode, stderr).toBe(0)
    report = readReport(await readFile(join(out, 'report.json'), 'utf8'))
  }, 900_000)

  const cases = () => factsOf(report.findings, policy).find((each) => each.variant === variant)?.facts.cases ?? []
  const caseOf = (id: string) => cases().find((each) => each.id === id)

  it('leaves no container', async () => {
    expect(await labContainers()).toEqual([])
  })

  it('is enforced over IPv6 as over IPv4', () => {
    const overIpv6 = caseOf('28')
    expect(overIpv6?.outcome).toBe('match')
    for (const { via } of overIpv6?.checks ?? []) expect(via).toBe('ipv6')
    for (const id of ['1', '4', '9', '14']) expect(caseOf(id)?.outcome, id).toBe('match')
  })

  it.each([
    ['the range', '203.0.113.1', 'allowed'],
    ['its exception', '203.0.113.65', 'denied'],
  ])('lets a Pod with a policy of one’s own reach %s or not, as it says', (_, to, expected) => {
    const checks = caseOf('user')?.checks.filter(
      (each) => each.to === to && each.port === 443 && each.basis === 'policies',
    )
    expect(checks?.map((each) => each.expected)).toContain(expected)
    for (const each of checks ?? []) expect(each).toMatchObject({ expected, verdict: 'match' })
  })

  it('lets in the one address from outside that the policy names, and no other', () => {
    const checks = caseOf('user')?.checks.filter(({ to, port }) => to === 'cnilab-user-1/user-1' && port === 443) ?? []
    const allowed = checks.filter(({ observed }) => observed === 'allowed').map(({ from }) => from)
    expect(allowed).toEqual(['198.51.100.7'])
    expect(checks.length).toBeGreaterThan(3)
    expect(caseOf('user')?.outcome).toBe('match')
  })

  it('is looked at like any other', () => {
    const { facts } = report.findings
    for (const probe of [wire, datapath])
      expect(facts.find((each) => each.probe === probe.id)?.variants.map((each) => each.variant)).toEqual([variant])
  })
})
