import { describe, expect, it } from 'vitest'
import { detectEngine } from '../../../../main/clusters/kind/detect-engine.ts'
import { imageTools } from '../../../../main/clusters/kind/image-tools.ts'
import { FakeHost, type Behaviour } from './fake-exec.ts'

const { signal } = new AbortController()
const images = { client: 'netshoot:1', 'http-server': 'nginx:1' }

/** What the programs print. */
const printing: Behaviour = ({ args }) => {
  if (args.includes('iperf3')) return { stdout: 'iperf 3.12 (cJSON 1.7.15)\nLinux host 6.1\n' }
  if (args.includes('curl')) return { stdout: 'curl 7.88.1 (x86_64-pc-linux-gnu)\nRelease-Date: 2023-02-20\n' }
  if (args.includes('nginx')) return { stderr: 'nginx version: nginx/1.22.1\n' }
  return undefined
}

describe('the tools of the probe images', () => {
  it('are asked for in their own image, without a network', async () => {
    const host = new FakeHost(printing)
    const tools = await imageTools(await detectEngine(host.exec), images, signal)
    expect(tools).toEqual({
      iperf3: 'iperf 3.12 (cJSON 1.7.15)',
      curl: 'curl 7.88.1 (x86_64-pc-linux-gnu)',
      nginx: 'nginx version: nginx/1.22.1',
    })
    expect(host.lines.filter((line) => line.includes(' run '))).toEqual(
      expect.arrayContaining([
        'docker run --rm --network none --entrypoint iperf3 netshoot:1 --version',
        'docker run --rm --network none --entrypoint nginx nginx:1 -v',
      ]),
    )
  })

  it('are empty where a program says nothing', async () => {
    const tools = await imageTools(await detectEngine(new FakeHost().exec), images, signal)
    expect(tools).toEqual({ iperf3: '', curl: '', nginx: '' })
  })
})
