import { describe, expect, it } from 'vitest'
import { describeEnvironment } from '../../../main/lab/open-machine.ts'
import { environmentSchema } from '../../../main/store/events.ts'
import { FakeRuntime } from './fake-runtime.ts'

const { signal } = new AbortController()

describe('the record of the environment', () => {
  it('says which kernel features there are, where the runtime can tell', async () => {
    const runtime = Object.assign(new FakeRuntime(), {
      kernelFeatures: () => Promise.resolve({ vxlan: true, wireguard: false }),
    })
    const environment = await describeEnvironment(runtime, signal)
    expect(environment.kernelFeatures).toEqual({ vxlan: true, wireguard: false })
    expect(environmentSchema.parse(environment)).toEqual(environment)
  })

  it('says nothing of them where it cannot', async () => {
    expect(await describeEnvironment(new FakeRuntime(), signal)).not.toHaveProperty('kernelFeatures')
  })
})
