import { describe, expect, it } from 'vitest'
import { dualStackRefusal } from '../../../../main/clusters/kind/dual-stack.ts'
import { Engine, type EngineId, type EngineInfo } from '../../../../main/clusters/kind/engine.ts'
import { FakeHost } from './fake-exec.ts'

const { signal } = new AbortController()
const info: EngineInfo = {
  version: '28.0.0',
  memoryBytes: 2 ** 34,
  cores: 4,
  cgroupVersion: 2,
  storage: '/nowhere',
  operatingSystem: 'a virtual machine',
}

interface Machine {
  readonly engine?: EngineId
  readonly hasIpv6?: boolean
  /** What the engine prints of the network “kind”; absent where there is none. */
  readonly network?: string
}

function aMachine({ engine: id = 'docker', hasIpv6 = true, network }: Machine) {
  const host = new FakeHost(() =>
    network === undefined ? { exitCode: 1, stderr: 'no such network' } : { stdout: network },
  )
  const refusal = dualStackRefusal(new Engine(id, info, host.exec), { hasIpv6 }, signal)
  return { host, refusal }
}

describe('dual stack', () => {
  it.each<Machine>([{ network: 'true\n' }, {}, { network: '<no value>\n' }, { engine: 'podman', network: 'true\n' }])(
    'is not refused where nothing is known to stand against it: %j',
    async (machine) => {
      expect(await aMachine(machine).refusal).toBeUndefined()
    },
  )

  it('is refused on a kernel that does not say it has IPv6, before the network is looked at', async () => {
    const { refusal, host } = aMachine({ hasIpv6: false, network: 'false' })
    expect((await refusal)?.details).toMatchObject({
      code: 'kernel-lacks',
      title: 'Cannot make dual-stack clusters on this machine',
      message: 'the kernel that containers run on has no IPv6, or no ip6tables for it.',
      hint: expect.stringContaining('--ip-family ipv4') as string,
    })
    expect(host.lines).toEqual([])
  })

  it.each<[EngineId, string]>([
    ['docker', '{{.EnableIPv6}}'],
    ['podman', '{{.IPv6Enabled}}'],
  ])('is refused where the network that kind made with %s has no IPv6', async (engine, format) => {
    const { refusal, host } = aMachine({ engine, network: 'false\n' })
    const details = (await refusal)?.details
    expect(details?.message).toBe(`the network “kind” of ${engine} has no IPv6.`)
    expect(details?.hint).toContain(`${engine} network rm kind`)
    expect(host.lines[0]).toBe(`${engine} network inspect kind --format ${format}`)
  })
})
