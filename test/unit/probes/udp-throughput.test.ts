import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readUdpFlow, type UdpFlow } from '../../../main/probes/iperf3-udp.ts'
import { searchRate, toleratedLoss } from '../../../main/probes/udp-throughput/search-rate.ts'
import { LabError } from '../../../main/system/errors.ts'
import { fixture } from '../fixture.ts'
import { detailsOf, mutationsOf } from './mutations.ts'

const paced = fixture('iperf3/iperf3-3.12-udp-paced.json')
const flood = fixture('iperf3/iperf3-3.12-udp-flood.json')
const read = (stdout: string) => readUdpFlow('Cannot measure', stdout)

describe('a flow of datagrams', () => {
  it('is what arrived, with its loss and its jitter', () => {
    const flow = read(paced)
    expect(flow.receivedBitsPerSecond).toBeCloseTo(87.2e6, -5)
    expect(flow.receivedPerSecond).toBeCloseTo(4544 / 0.50034, 0)
    expect(flow).toMatchObject({ lossShare: 0, jitterMs: 0.0134992850528747 })
    expect(read(flood).lossShare).toBeCloseTo(0.166, 3)
  })

  it('has lost what did not arrive, although iperf3 before 3.21 may say that nothing was lost', () => {
    const silent = flood.replaceAll(/"lost_packets":\s*\d+/g, '"lost_packets": 0')
    expect(read(silent).lossShare).toBeCloseTo(read(flood).lossShare, 2)
  })

  it('is none where nothing arrived, or where iperf3 could not begin', () => {
    expect(detailsOf(() => read(fixture('iperf3/iperf3-3.12-connection-refused.json')))?.message).toMatch(
      /^iperf3 says/,
    )
    const nothing = flood.replace(/("sum_received":\s*\{[^}]*"bytes":\s*)\d+/, '$10')
    expect(detailsOf(() => read(nothing))?.message).toMatch(/bytes that were sent 0 arrived/)
  })

  it('is of finite numbers, or says why not, whatever was printed', () => {
    fc.assert(
      fc.property(fc.constantFrom(paced, flood).chain(mutationsOf), (output) => {
        try {
          return Object.values(read(output)).every((value) => Number.isFinite(value) && value >= 0)
        } catch (error) {
          return error instanceof LabError && ['probe-failed', 'unparsable-output'].includes(error.details.code)
        }
      }),
      { numRuns: 500 },
    )
  })
})

/** A path that carries so much and loses all beyond; a sender that can do no more than `fastest`. */
const path =
  (capacity: number, fastest: number) =>
  (rate = fastest): Promise<UdpFlow> => {
    const sent = Math.min(rate, fastest)
    const received = Math.min(sent, capacity)
    return Promise.resolve({
      ...{ sentBitsPerSecond: sent, receivedBitsPerSecond: received, receivedPerSecond: received / 9_600 },
      ...{ lossShare: 1 - received / sent, jitterMs: 0 },
    })
  }

describe('the search for the highest rate without loss', () => {
  it('is over at once where the sender is slower than the path', async () => {
    const { steps, best } = await searchRate(path(2e9, 1e9))
    expect([steps.length, best?.receivedBitsPerSecond]).toEqual([1, 1e9])
  })

  it('comes within 5 % of what the path carries, in at most 24 steps', async () => {
    await fc.assert(
      fc.asyncProperty(fc.double({ min: 0.005, max: 0.99, noNaN: true }), async (share) => {
        const { steps, best } = await searchRate(path(share * 1e9, 1e9))
        expect(best?.receivedBitsPerSecond).toBeLessThanOrEqual(share * 1e9)
        expect(best?.receivedBitsPerSecond).toBeGreaterThanOrEqual((share * 1e9 * (1 - toleratedLoss)) / 1.05)
        expect(steps.length).toBeLessThanOrEqual(24)
      }),
    )
  })

  it('tries a rate twice, since single datagrams are lost for other reasons', async () => {
    let tries = 0
    const once = path(0.8e9, 1e9)
    const { best } = await searchRate(async (rate) => {
      const flow = await once(rate)
      return rate !== undefined && tries++ % 2 === 0 ? { ...flow, lossShare: 0.01 } : flow
    })
    expect(best?.receivedBitsPerSecond).toBeGreaterThan(0.7e9)
  })

  it('finds none where every rate loses some', async () => {
    const lossy = path(1e9, 1e9)
    const { best, steps } = await searchRate(async (rate) => ({ ...(await lossy(rate)), lossShare: 0.02 }))
    expect(best).toBeUndefined()
    expect(steps.at(-1)?.offeredBitsPerSecond).toBeCloseTo(1e9 / 256, 0)
  })
})
