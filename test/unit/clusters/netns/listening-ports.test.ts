import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { listeningPorts } from '../../../../main/clusters/netns/servers.ts'

const recorded = readFileSync(new URL('../../../fixtures/iproute2/ss-ltnH-iproute2-6.1.0.txt', import.meta.url), 'utf8')

describe('listening ports', () => {
  it('are read from what ss prints', () => {
    expect(listeningPorts(recorded)).toContain(5201)
  })

  it('are those of the local side, for IPv4, IPv6 and any address', () => {
    const stdout = 'LISTEN 0 511 0.0.0.0:8080 0.0.0.0:*\nLISTEN 0 5 [::]:5201 [::]:*\nLISTEN 0 5 *:53 *:*\n'
    expect(listeningPorts(stdout)).toEqual(new Set([8080, 5201, 53]))
  })

  it('are none when nothing listens', () => {
    expect(listeningPorts('')).toEqual(new Set())
  })

  it('are whole numbers, whatever is read', () => {
    fc.assert(
      fc.property(fc.string(), fc.nat(recorded.length), (noise, at) => {
        const ports = [...listeningPorts(recorded.slice(0, at) + noise + recorded.slice(at))]
        expect(ports.every((port) => Number.isInteger(port))).toBe(true)
      }),
    )
  })
})
