import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { ExperimentSpec, LabEvent } from '../../main/api/contract.ts'
import { defaultSettings } from '../../main/lab/settings.ts'
import type { LogLine, LogPart } from '../../main/lab/tasks/task.ts'
import { openStore } from '../../main/store/open-store.ts'
import { startLongProcess } from '../../main/system/long-process.ts'
import { databaseFile, defaultPaths } from '../../main/system/paths.ts'
import { aServedLab, connectTo } from '../contract/served-lab.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'
import { unpacked } from '../../main/api/packed.ts'

const choice: ExperimentSpec = {
  runtime: 'netns',
  variants: ['netns/routed', 'netns/vxlan'],
  probes: ['tcp-throughput', 'http-latency'],
  paths: ['pod-pod/cross-node'],
  mode: 'quick',
  rounds: 1,
  durationS: 1,
  keep: false,
}

type EventOf<K extends LabEvent['name']> = Extract<LabEvent, { name: K }>
const isMeasured = (event: LabEvent): event is EventOf<'run:measured'> => event.name === 'run:measured'
const isLogged = (event: LabEvent): event is EventOf<'task:logged'> => event.name === 'task:logged'

/** What a page makes of a snapshot and of what it was told besides. */
function joined(snapshot: LogPart, told: readonly EventOf<'task:logged'>[]): readonly LogLine[] {
  const lines = [...snapshot.lines]
  for (const { payload } of told)
    payload.lines.forEach((line, index) => {
      if (payload.from + index === snapshot.from + lines.length) lines.push(line)
    })
  return lines
}

afterEach(() => {
  vi.unstubAllEnvs()
})

describe('a run that a page starts', () => {
  it('is shown live to every page, and is there to be opened when it has ended', async () => {
    const lab = await aServedLab()
    const page = await lab.connect()
    const { taskId } = await page.client['run:start'](choice)
    await page.event(isMeasured)
    const late = await lab.connect()
    const { log: snapshot } = await late.client['task:read']({ id: taskId, tail: 5_000 })
    const [end, seenLate] = await Promise.all([page.taskEnd(taskId), late.taskEnd(taskId)])
    expect(end).toMatchObject({ state: 'succeeded', progress: { done: 16, total: 16 } })
    expect(seenLate.state).toBe('succeeded')

    const { runId } = end.subject
    const { run, findings } = await unpacked(await page.client['run:open']({ runId: runId ?? '' }))
    expect(run.state).toBe('complete')
    expect(run.samples).toHaveLength(16)
    expect(findings.comparisons.length).toBeGreaterThan(0)
    expect(page.events.filter(isMeasured).map(({ payload }) => payload.runId)).toEqual(run.samples.map(() => runId))

    const { task, log } = await page.client['task:read']({ id: taskId, tail: 5_000 })
    expect(task.steps.map(({ state }) => state)).toEqual(task.steps.map(() => 'succeeded'))
    expect(joined(snapshot, late.events.filter(isLogged))).toEqual(log.lines)
    expect(joined({ from: 0, lines: [] }, page.events.filter(isLogged))).toEqual(log.lines)
    const stored = await page.client['run:log']({ runId: runId ?? '' })
    expect(stored.map(({ text }) => text)).toEqual(log.lines.map(({ text }) => text))
  })

  it('ends at once when it is cancelled, and goes on where it was left', async () => {
    const lab = await aServedLab()
    const { client, event, taskEnd } = await lab.connect()
    const { taskId } = await client['run:start'](choice)
    await event(isMeasured)
    await client['task:cancel']({ id: taskId, clusters: 'delete' })
    const { state, error, subject } = await taskEnd(taskId)
    expect([state, error]).toEqual(['cancelled', undefined])
    const runId = subject.runId ?? ''
    const before = (await unpacked(await client['run:open']({ runId }))).run
    expect(before.state).toBe('cancelled')

    const rest = await taskEnd((await client['run:resume']({ runId, keep: false })).taskId)
    expect(rest).toMatchObject({ state: 'succeeded', subject: { runId }, progress: { done: 16, total: 16 } })
    const after = (await unpacked(await client['run:open']({ runId }))).run
    expect(after.state).toBe('complete')
    expect(after.samples.slice(0, before.samples.length)).toEqual(before.samples)
  })

  it('fails with what stands against it, before anything is recorded', async () => {
    const lab = await aServedLab()
    const { client, taskEnd } = await lab.connect()
    vi.stubEnv('DOCKER_HOST', 'unix:///nonexistent')
    await client['settings:write']({ ...defaultSettings, engine: 'docker' })
    const onKind = { ...choice, runtime: 'kind', variants: ['kindnet'] } as const
    const end = await taskEnd((await client['run:start'](onKind)).taskId)
    expect(end).toMatchObject({ state: 'failed', error: { code: 'no-engine' }, subject: {} })
    expect(await client['run:list']()).toEqual([])
  })
})

describe('cnilab serve', () => {
  it('cancels what runs on Ctrl-C, and ends well once all is deleted', async () => {
    const home = temporaryFolder()
    const program = join(import.meta.dirname, '../../main/cli/cnilab.ts')
    const command = [`CNILAB_HOME=${home}`, process.execPath, program, 'serve', '--json']
    await using lab = await startLongProcess('env', command, { doing: 'start the lab' })
    const limits = { signal: AbortSignal.timeout(60_000), timeoutMs: 60_000 }
    const [, link = ''] = await lab.waitForLine(/"url":"([^"]+)"/, limits)
    const { headers } = await fetch(link, { redirect: 'manual' })
    const page = await connectTo(new URL(link).host, headers.get('set-cookie')?.split(';')[0] ?? '')
    const { taskId } = await page.client['run:start'](choice)
    await page.event(isMeasured)
    process.kill(lab.pid, 'SIGINT')
    expect((await page.taskEnd(taskId)).state).toBe('cancelled')
    expect(await lab.exited).toMatchObject({ how: 'ended with exit code 0' })
    using store = openStore(databaseFile(defaultPaths({ CNILAB_HOME: home })))
    expect(store.runs().map(({ state }) => state)).toEqual(['cancelled'])
    const closing = store.run(store.resolve('latest')).steps.filter(({ kind }) => kind === 'delete')
    expect(closing.map(({ error }) => error)).toEqual([undefined, undefined])
  })
})
