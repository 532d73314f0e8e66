import { expect, it, vi } from 'vitest'
import { createClusterTask } from '../../../main/lab/cluster-tasks.ts'
import { TaskRunner } from '../../../main/lab/tasks/task-runner.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { FakeRuntime } from './fake-runtime.ts'

const opened = vi.hoisted((): { runtime?: FakeRuntime } => ({}))
vi.mock('../../../main/lab/runtimes.ts', () => ({ openRuntime: () => Promise.resolve(opened.runtime) }))

it('lets go of a cluster that it has made, so that it can be deleted while the lab goes on', async () => {
  const closed: string[] = []
  opened.runtime = new FakeRuntime({ close: (variant) => void closed.push(variant) })
  const news = { runsChanged: () => undefined, clustersChanged: vi.fn(), measured: () => undefined }
  const tasks = new TaskRunner({ changed: () => undefined, logged: () => undefined })
  const folder = temporaryFolder()
  const paths = { data: folder, cache: folder }
  const machine = () => Promise.resolve({ concurrency: 1, sudo: false })
  const id = tasks.start(createClusterTask('kindnet', { paths, environment: {}, news, machine }))
  await vi.waitUntil(() => tasks.read(id, 0).task.endedAtMs !== undefined)

  expect(tasks.read(id, 0).task).toMatchObject({
    state: 'succeeded',
    subject: { cluster: 'cnilab-kindnet' },
  })
  expect(closed).toEqual(['kindnet'])
  expect(news.clustersChanged).toHaveBeenCalled()
})
