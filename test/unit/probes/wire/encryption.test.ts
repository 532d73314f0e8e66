import { describe, expect, it } from 'vitest'
import { wireFacts } from '../../../../main/probes/wire/derive.ts'
import { wireView } from '../../../../main/probes/wire/view.ts'
import { controlSentence, encryptionSentence } from '../../../../main/probes/wire/words.ts'
import { encrypted, recorded } from './record.ts'

const clear = recorded('flannel-vxlan-0.28.10')
const wireguard = encrypted(clear, { protocol: 'UDP', port: ':51820' })
const unnamed = encrypted(clear, { protocol: 'UDP', port: ':4500' })
const blind = { ...clear, sights: [], flows: [] }

describe('encryption', () => {
  it.each([
    ['none', clear, 'clear', 'agrees'],
    ['wireguard', clear, 'clear', 'differs'],
    ['wireguard', wireguard, 'encrypted', 'agrees'],
    ['ipsec', wireguard, 'encrypted', 'agrees'],
    ['none', wireguard, 'encrypted', 'differs'],
    ['wireguard', unnamed, 'unknown', 'unknown'],
    ['wireguard', blind, 'unknown', 'unknown'],
  ] as const)('%s configured', (configured, record, observed, verdict) => {
    expect(wireFacts(record, configured).encryption).toEqual({ configured, observed, verdict })
  })

  it('says why nothing is known', () => {
    const facts = wireFacts(blind, 'wireguard')
    expect(encryptionSentence(facts)).toContain(controlSentence(facts.problems))
  })

  it('stands in a table, a row a variant', () => {
    const section = wireView([{ variant: 'flannel/wireguard', facts: wireFacts(wireguard, 'wireguard') }]).at(-1)
    const table = section?.kind === 'section' ? section.blocks[0] : undefined
    expect(table?.kind === 'table' ? table.groups[0]?.rows : []).toMatchObject([
      {
        head: 'flannel/wireguard',
        cells: ['WireGuard', 'encrypted', { text: 'as configured' }, expect.stringContaining('packets of WireGuard')],
      },
    ])
  })
})
