import { expect, it, vi } from 'vitest'
import { runtimes } from '../../../main/clusters/index.ts'
import { openMachine } from '../../../main/lab/open-machine.ts'
import { completeSpec, resolveSpec } from '../../../main/lab/resolve-spec.ts'
import { detailsOf } from '../error-details.ts'
import { writeNoiseFloor } from '../../../main/lab/selftest/noise-floor-file.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { FakeRuntime } from './fake-runtime.ts'

const opened: unknown[] = []
for (const { id } of runtimes.all())
  vi.spyOn(runtimes.get(id), 'open').mockImplementation(({ ipFamily, engine }) => {
    opened.push([id, ipFamily, engine])
    return Promise.resolve(new FakeRuntime())
  })

const open = (
  asked: Parameters<typeof completeSpec>[0],
  machine: { engine?: 'podman'; catalog?: string } = {},
  folder = temporaryFolder(),
) => {
  const lab = { paths: { data: folder, cache: folder }, environment: {} }
  const choice = { concurrency: 1, sudo: false, ...machine }
  return openMachine(resolveSpec(completeSpec(asked)), choice, lab, () => false, new AbortController().signal)
}

it('opens the runtime of the experiment, for its IP family, and tells what the numbers depend on', async () => {
  opened.splice(0)
  const { environment } = await open({ ipFamily: 'dual' }, { engine: 'podman' })
  expect(environment.tools).toEqual({ kind: 'fake' })
  await open({ variants: ['netns/vxlan'] })
  expect(opened).toEqual([
    ['kind', 'dual', 'podman'],
    ['netns', undefined, undefined],
  ])
})

it('tells this machine’s noise floor, once there is one', async () => {
  const data = temporaryFolder()
  const { environment } = await open({}, {}, data)
  expect(environment).not.toHaveProperty('noiseFloor')
  const floor = { measuredAt: '2026-11-27', runtime: 'netns', cnilab: '0.1.0', experiments: 60, questions: [] }
  await writeNoiseFloor({ data, cache: data }, environment, floor)
  expect((await open({}, {}, data)).environment.noiseFloor).toEqual(floor)
})

it('opens nothing where the catalog cannot be read', async () => {
  opened.splice(0)
  expect((await detailsOf(() => open({}, { catalog: '/no/such/file.json' }))).code).toBe('unreadable-catalog')
  expect(opened).toEqual([])
})
