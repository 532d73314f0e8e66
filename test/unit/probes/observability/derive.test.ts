import { describe, expect, it } from 'vitest'
import { observabilityFacts } from '../../../../main/probes/observability/derive.ts'
import { observabilityRecordSchema, type ObservabilityRecord } from '../../../../main/probes/observability/record.ts'
import { observabilityView } from '../../../../main/probes/observability/view.ts'
import { jsonFixture } from '../../fixture.ts'

const recorded = (name: string): ObservabilityRecord =>
  observabilityRecordSchema.parse(jsonFixture(`observability/record-${name}.json`))
const cilium = recorded('cilium-vxlan-v1.20.2')
const foundIn = (record: ObservabilityRecord) =>
  Object.fromEntries(observabilityFacts(record).capabilities.map(({ id, found }) => [id, found]))

describe('observability', () => {
  it('has what Hubble showed, with the lines that show it', () => {
    expect(foundIn(cilium)).toEqual({
      'allowed-flow': 'yes',
      'dropped-flow': 'yes',
      'drop-reason': 'yes',
      'service-name': 'no',
      metrics: 'yes',
      logs: 'no',
    })
    const drop = observabilityFacts(cilium).capabilities.find(({ id }) => id === 'dropped-flow')
    expect(drop?.excerpt).toContain(cilium.target.address)
    expect(drop?.excerpt).toContain('POLICY_DENIED')
  })

  it.each([
    ['kindnet', 'kindnet-v1.34.4', 4],
    ['flannel/vxlan', 'flannel-vxlan-v0.28.10', 4],
    ['calico/vxlan', 'calico-vxlan-v3.28.5', 6],
  ])('has nothing for %s, of what applies', (_, name, of) => {
    expect(observabilityFacts(recorded(name))).toMatchObject({ found: 0, of })
  })

  it('never says yes without an excerpt', () => {
    for (const name of ['kindnet-v1.34.4', 'flannel-vxlan-v0.28.10', 'calico-vxlan-v3.28.5', 'cilium-vxlan-v1.20.2'])
      for (const { found, excerpt } of observabilityFacts(recorded(name)).capabilities)
        expect(excerpt !== '').toBe(found === 'yes')
  })

  it('judges no drop where the Pod stayed reachable, or was not reachable before', () => {
    for (const dropped of [
      { before: 'open', after: 'open' },
      { before: 'closed', after: 'closed' },
    ] as const)
      expect(foundIn({ ...cilium, dropped })).toMatchObject({
        'dropped-flow': 'not-applicable',
        'drop-reason': 'not-applicable',
      })
  })

  it('does not take another Pod’s flow, or one without names, for ours', () => {
    const list = cilium.flows?.list ?? []
    const flows = (change: (flow: (typeof list)[number]) => (typeof list)[number]) => ({
      ...cilium,
      flows: { tool: 'hubble', source: 'hubble observe', answered: true, list: list.map(change) },
    })
    const unnamed = flows(({ source: _, ...flow }) => flow)
    expect(foundIn(unnamed)).toMatchObject({ 'allowed-flow': 'no', 'dropped-flow': 'no' })
    const other = flows((flow) => ({ ...flow, IP: { ...flow.IP, source: '10.244.9.9' } }))
    expect(foundIn(other)).toMatchObject({ 'allowed-flow': 'no', 'dropped-flow': 'no' })
  })

  it('has the Service’s name where a flow names it', () => {
    const [first, ...rest] = cilium.flows?.list ?? []
    if (!first) throw new Error('The record has no flow.')
    const named = { ...first, destination_service: { name: 'server', namespace: 'cnilab' } }
    expect(
      foundIn({
        ...cilium,
        flows: { tool: 'hubble', source: 'hubble observe', answered: true, list: [named, ...rest] },
      })['service-name'],
    ).toBe('yes')
  })
})

it('shows a sign for each capability and variant, which opens on what shows it and why', () => {
  const variants = ['calico-vxlan-v3.28.5', 'cilium-vxlan-v1.20.2'].map((name) => ({
    variant: name,
    facts: observabilityFacts(recorded(name)),
  }))
  const [section] = observabilityView(variants)
  const table = section?.kind === 'section' ? section.blocks.find(({ kind }) => kind === 'table') : undefined
  const rows = table?.kind === 'table' ? table.groups.flatMap((group) => group.rows) : []
  expect(rows.map(({ head }) => head)).toContain('Drops')
  expect(rows.find(({ head }) => head === 'Drops')?.cells).toMatchObject([
    {
      sign: { symbol: '○' },
      detail: { description: 'The CNI as it is installed has no flow log that the lab knows of.' },
    },
    {
      sign: { symbol: '✓' },
      detail: { blocks: [{ kind: 'excerpt', text: expect.stringContaining('POLICY_DENIED') as string }] },
    },
  ])
  expect(observabilityView([])).toEqual([])
})
