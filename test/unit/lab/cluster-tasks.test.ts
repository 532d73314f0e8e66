import { expect, it, vi } from 'vitest'
import { runtimes } from '../../../main/clusters/index.ts'
import { createClusterTask } from '../../../main/lab/cluster-tasks.ts'
import { TaskRunner } from '../../../main/lab/tasks/task-runner.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { FakeRuntime } from './fake-runtime.ts'

it('lets go of a cluster that it has made, so that it can be deleted while the lab goes on', async () => {
  const closed: string[] = []
  const runtime = new FakeRuntime({ close: (variant) => void closed.push(variant) })
  vi.spyOn(runtimes.get('kind'), 'open').mockResolvedValue(runtime)
  const tell = vi.fn()
  const tasks = new TaskRunner(() => undefined)
  const folder = temporaryFolder()
  const paths = { data: folder, cache: folder }
  const machine = () => Promise.resolve({ concurrency: 1, sudo: false })
  const id = tasks.start(createClusterTask('kindnet', { paths, environment: {}, tell, machine }))
  await vi.waitUntil(() => tasks.read(id, 0).task.endedAtMs !== undefined)

  expect(tasks.read(id, 0).task).toMatchObject({
    state: 'succeeded',
    subject: { cluster: 'cnilab-kindnet' },
  })
  expect(closed).toEqual(['kindnet'])
  expect(tell).toHaveBeenCalledWith({ name: 'clusters:changed', payload: null })
})
