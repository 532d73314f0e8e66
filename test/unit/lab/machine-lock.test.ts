import { describe, expect, it, vi } from 'vitest'
import { pruneTask } from '../../../main/lab/cluster-tasks.ts'
import { holdMachine, machineHolder } from '../../../main/lab/machine-lock.ts'
import { runTask } from '../../../main/lab/run-tasks.ts'
import { TaskRunner, type TaskPlan } from '../../../main/lab/tasks/task-runner.ts'
import { anotherLivingProcess } from '../clusters/kind/a-note.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { aStore } from './run-lab.ts'

function aLab() {
  const folder = temporaryFolder()
  const machine = () => Promise.resolve({ concurrency: 1, sudo: false })
  return { paths: { data: folder, cache: folder }, environment: {}, store: aStore(), tell: () => undefined, machine }
}

async function endOf(plan: TaskPlan) {
  const tasks = new TaskRunner(() => undefined)
  const id = tasks.start(plan)
  await vi.waitUntil(() => tasks.read(id, 0).task.endedAtMs !== undefined)
  return tasks.read(id, 0).task
}

const aRun = {
  runtime: 'netns',
  variants: ['netns/routed'],
  probes: ['tcp-throughput'],
  mode: 'quick',
  keep: false,
} as const

describe('the machine', () => {
  it('is one’s at a time; another is told who has it, since when, and what to do', async () => {
    const { paths } = aLab()
    using _machine = holdMachine(paths, 'a quick run of kindnet on kind')
    const details = await detailsOf(() => Promise.resolve(holdMachine(paths, 'cnilab run')))
    expect(details).toMatchObject({ code: 'machine-in-use', title: 'Cannot begin: cnilab run' })
    expect(details.message).toMatch(/since \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC by a quick run of kindnet on kind/)
    expect(details.message).toContain(`process ${String(process.pid)}`)
    expect(details.hint).toContain('Wait')
  })

  it('is refused to a run and to work on clusters while another process has it', async () => {
    const lab = aLab()
    using _machine = holdMachine(lab.paths, 'cnilab run', { self: anotherLivingProcess() })
    for (const plan of [runTask({ ...aRun, paths: [] }, lab), pruneTask(lab)])
      expect(await endOf(plan)).toMatchObject({ state: 'failed', error: { code: 'machine-in-use' } })
    expect(lab.store.runs()).toEqual([])
  })

  it('is not taken from by an import while something is measured', async () => {
    const { paths } = aLab()
    const beginImport = () => holdMachine(paths, 'the import of a run', { title: 'Cannot import the run' })
    {
      using _machine = holdMachine(paths, 'a quick run', { self: anotherLivingProcess() })
      const details = await detailsOf(() => Promise.resolve(beginImport()))
      expect(details).toMatchObject({ code: 'machine-in-use', title: 'Cannot import the run' })
    }
    using _import = beginImport()
  })

  it('is free again when the work has failed', async () => {
    const lab = aLab()
    vi.stubEnv('PATH', lab.paths.data)
    const task = await endOf(pruneTask(lab))
    vi.unstubAllEnvs()
    expect(task.error?.code).toBe('no-engine')
    expect(machineHolder(lab.paths)).toBeUndefined()
  })
})
