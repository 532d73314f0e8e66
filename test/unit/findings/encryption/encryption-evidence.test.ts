import { describe, expect, it } from 'vitest'
import { encryptionEvidenceOf, encryptionOf } from '../../../../main/findings/encryption/encryption-evidence.ts'
import { wireOf } from '../../../../main/findings/wire/wire-evidence.ts'
import { generatedRun } from '../../builders/generated-run.ts'
import { encrypted, recorded } from '../wire/record.ts'

const flannel = recorded('flannel-vxlan-0.28.10')
const clear = wireOf('flannel/vxlan', flannel)
const wireguard = wireOf('flannel/vxlan', encrypted(flannel, { protocol: 'UDP', port: ':51820' }))
const unnamed = wireOf('flannel/vxlan', encrypted(flannel, { protocol: 'UDP', port: ':4500' }))
const blind = wireOf('flannel/vxlan', { ...flannel, sights: [], flows: [] })

describe('encryption', () => {
  it.each([
    ['none', clear, 'clear', 'agrees'],
    ['wireguard', clear, 'clear', 'differs'],
    ['wireguard', wireguard, 'encrypted', 'agrees'],
    ['ipsec', wireguard, 'encrypted', 'agrees'],
    ['none', wireguard, 'encrypted', 'differs'],
    ['wireguard', unnamed, 'unknown', 'unknown'],
    ['wireguard', blind, 'unknown', 'unknown'],
    ['none', undefined, 'unknown', 'unknown'],
  ] as const)('%s configured', (configured, wire, observed, verdict) => {
    expect(encryptionOf('v', configured, wire)).toMatchObject({ configured, observed, verdict })
  })

  it('says why nothing is known', () => {
    expect(encryptionOf('v', 'wireguard', blind).sentence).toContain(blind.control.explanation)
    expect(encryptionOf('v', 'none', undefined).sentence).toContain('not looked at')
  })

  it('has one for each variant of a run that looked at the wire, and none of others', () => {
    const { run } = generatedRun()
    expect(encryptionEvidenceOf(run, [clear]).map(({ observed }) => observed)).toEqual(['clear', 'unknown', 'unknown'])
    expect(encryptionEvidenceOf(run, [])).toEqual([])
  })
})
