import { describe, expect, it, vi } from 'vitest'
import { capturesOf, exportCapture } from '../../../main/lab/export-capture.ts'
import { detailsOf } from '../error-details.ts'
import { aProbe } from '../builders/probes.ts'
import { aLab } from './run-lab.ts'

/** Waiting takes no time here. */
vi.mock('node:timers/promises', () => ({ setTimeout: (_ms: number, value: unknown) => Promise.resolve(value) }))

/** The header of an empty capture, as tcpdump writes it. */
const pcap = Buffer.from('d4c3b2a1020004000000000000000000000004001401000000', 'hex')

const capturing = aProbe('wire', async ({ record }) => {
  const stdout = `${pcap.toString('base64').slice(0, 16)}\n${pcap.toString('base64').slice(16)}\n`
  await record('pcap kind-worker/2', ['tcpdump'], () => Promise.resolve({ stdout, stderr: '', exitCode: 0 }))
  await record('links', ['ip', 'link'], () => Promise.resolve({ stdout: '1: lo', stderr: '', exitCode: 0 }))
  return {}
})

describe('a capture', () => {
  it('is exported as the file that tcpdump wrote, under a name that every system takes', async () => {
    const lab = aLab({ variants: ['flannel/vxlan'], probes: [], once: [capturing] })
    const { id } = await lab.run()
    const [capture, ...others] = capturesOf(lab.store, id)
    expect(others).toEqual([])
    const file = exportCapture(lab.store, id, capture?.output.raw ?? 0)
    expect(Buffer.from(file.content, 'base64').equals(pcap)).toBe(true)
    expect(file.fileName).toBe(`cnilab-${id}-flannel_vxlan-kind-worker_2.pcap`)
  })

  it('is not any other output of the run', async () => {
    const lab = aLab({ variants: ['flannel/vxlan'], probes: [], once: [capturing] })
    const { id, readings } = await lab.run()
    const links = readings.flatMap(({ outputs }) => outputs).find(({ part }) => part === 'links')
    expect((await detailsOf(() => exportCapture(lab.store, id, links?.raw ?? 0))).code).toBe('unknown-name')
    expect((await detailsOf(() => capturesOf(lab.store, 'no-run'))).code).toBe('unknown-name')
  })
})
