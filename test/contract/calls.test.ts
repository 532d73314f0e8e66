import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { LabCallError } from '../../main/api/client.ts'
import type { LabEvent } from '../../main/api/contract.ts'
import { importRun } from '../../main/lab/import-run.ts'
import { defaultSettings } from '../../main/lab/settings.ts'
import { renderCsv } from '../../main/reports/csv.ts'
import { renderJson } from '../../main/reports/json.ts'
import { openStore } from '../../main/store/open-store.ts'
import { databaseFile, defaultPaths } from '../../main/system/paths.ts'
import { generatedRun } from '../unit/builders/generated-run.ts'
import { temporaryFolder } from '../unit/temporary-folder.ts'
import { aServedLab } from './served-lab.ts'
import { unpacked } from '../../main/api/packed.ts'
import { samplesOf } from '../../main/findings/samples.ts'

const generated = generatedRun({ rounds: 3 })
const runId = generated.run.id
const unknown = '20200101-000000-none'
const choice = {
  runtime: 'netns',
  variants: ['netns/routed'],
  probes: ['tcp-throughput'],
  paths: [],
  mode: 'quick',
  keep: false,
} as const

/** A page of a lab that has one run. */
async function aPage() {
  const home = temporaryFolder()
  const store = openStore(databaseFile(defaultPaths({ CNILAB_HOME: home })))
  importRun(store, renderJson(generated))
  store[Symbol.dispose]()
  const printPdf = () => Promise.resolve(Buffer.from('%PDF-1.7'))
  const lab = await aServedLab({ home, printPdf })
  return { lab, ...(await lab.connect()) }
}

const detailsOf = async (answer: Promise<unknown>) => {
  const error: unknown = await answer.catch((thrown: unknown) => thrown)
  if (error instanceof LabCallError) return error.details
  throw new Error('the call was answered')
}

const isNamed =
  <K extends LabEvent['name']>(name: K) =>
  (event: LabEvent): event is Extract<LabEvent, { name: K }> =>
    event.name === name

// No engine anywhere, whatever this machine has.
beforeEach(() => {
  vi.stubEnv('DOCKER_HOST', 'unix:///nonexistent')
  vi.stubEnv('PATH', '/nonexistent')
})
afterEach(() => {
  vi.unstubAllEnvs()
})

describe('over a WebSocket', () => {
  it('lab:describe tells what there is to choose from', async () => {
    const { client, lab } = await aPage()
    const description = await client['lab:describe']()
    expect(description.variants.map(({ id }) => id)).toContain('cilium/vxlan')
    expect(description.variants.find(({ id }) => id === 'cilium/vxlan')?.version).toMatch(/^v?\d+\.\d+\.\d+$/)
    const usual = description.probes.filter(({ onWish }) => !onWish)
    const idsOf = (repeat: string) => usual.flatMap((probe) => (probe.repeat === repeat ? [probe.id] : []))
    expect(idsOf('each-round')).toEqual(['tcp-throughput', 'http-latency', 'cost'])
    expect(idsOf('once')).toEqual(['datapath', 'footprint', 'mtu', 'client-address', 'wire', 'observability', 'policy'])
    expect(description.probes.flatMap(({ id, onWish }) => (onWish ? [id] : []))).toContain('dns')
    expect(description.probes.filter(({ takesPolicies }) => takesPolicies).map(({ id }) => id)).toEqual(['policy'])
    expect(description.paths.find(({ id }) => id === 'pod-service')?.runtimes).toEqual(['kind'])
    expect(description.modes.map(({ id }) => id)).toEqual(['quick', 'standard', 'rigorous'])
    expect(description.exports.map(({ format }) => format)).toContain('pdf')
    expect(description.folders).toEqual(lab.paths)
  })

  it('plan:estimate tells how long a choice takes', async () => {
    const { client } = await aPage()
    const { samples, durationMs } = await client['plan:estimate'](choice)
    // Two cases between the nodes, six rounds: one variant alone has nothing to be compared with.
    expect(samples).toBe(12)
    expect(durationMs).toBeGreaterThan(0)
  })

  it('plan:check tells what stands against a choice', async () => {
    const { client } = await aPage()
    const { error, variants } = await client['plan:check']({
      ...choice,
      runtime: 'kind',
      variants: ['kindnet', 'nope'],
    })
    expect(error?.code).toBe('no-engine')
    expect(variants.map((each) => each.error?.code)).toEqual([undefined, 'unknown-name'])
  })

  it('run:list, run:open, run:sample and run:log show a stored run', async () => {
    const { client } = await aPage()
    expect((await client['run:list']()).map(({ id }) => id)).toEqual([runId])
    const { run, findings } = await unpacked(await client['run:open']({ runId }))
    expect(run.samples).toHaveLength(samplesOf(generated.run).length)
    // Facts, gaps and claims are for reports: the page has what is made of them.
    const { facts, gaps, claims, ...shown } = generated.findings
    const comparisons = shown.comparisons.map((one) => ({ ...one, effect: undefined }))
    expect(findings).toEqual(JSON.parse(JSON.stringify({ ...shown, comparisons })))
    const raw = run.samples[0]?.raw ?? 0
    const { command, stdout } = await client['run:sample']({ runId, raw })
    expect([command, stdout]).toEqual([samplesOf(generated.run)[0]?.command, generated.raw(raw).stdout])
    expect((await client['run:log']({ runId })).map(({ text }) => text)).toContain('complete')
  })

  it('run:export gives each format, and PDF as bytes', async () => {
    const { client } = await aPage()
    const csv = await client['run:export']({ runId, format: 'csv' })
    expect(csv).toMatchObject({
      encoding: 'utf8',
      mediaType: 'text/csv',
      content: renderCsv(generated.run, generated.findings.facts),
    })
    const pdf = await client['run:export']({ runId, format: 'pdf' })
    expect([pdf.encoding, Buffer.from(pdf.content, 'base64').toString()]).toEqual(['base64', '%PDF-1.7'])
  })

  it('run:delete and run:import take a run out and in, and tell every page', async () => {
    const { client, lab } = await aPage()
    const other = await lab.connect()
    const { content: text } = await client['run:export']({ runId, format: 'lab' })
    await client['run:delete']({ runId })
    expect((await other.event(isNamed('runs:changed'))).payload).toEqual({ runId })
    expect(await client['run:list']()).toEqual([])
    expect(await client['run:import']({ text })).toEqual({ runId, isNew: true })
    expect(await client['run:import']({ text })).toEqual({ runId, isNew: false })
    expect((await client['run:list']()).map(({ id }) => id)).toEqual([runId])
  })

  it('run:compare compares two runs', async () => {
    const { client } = await aPage()
    const { differences, conditions } = await client['run:compare']({ a: runId, b: runId })
    expect(differences.length).toBeGreaterThan(0)
    expect(differences.filter(({ verdict }) => verdict === 'changed')).toEqual([])
    expect(conditions).toEqual([])
  })

  it('run:resume refuses a run that is complete', async () => {
    const { client } = await aPage()
    const error = await detailsOf(client['run:resume']({ runId, keep: false }))
    expect(error).toMatchObject({ code: 'bad-usage', message: 'it is complete.' })
  })

  it('run:start refuses names that there are not, before it begins a task', async () => {
    const { client } = await aPage()
    expect((await detailsOf(client['run:start']({ ...choice, variants: ['nope'] }))).code).toBe('unknown-name')
    expect((await detailsOf(client['run:start']({ ...choice, probes: ['nope'] }))).code).toBe('unknown-name')
    expect(await client['task:list']()).toEqual([])
  })

  it('run:start, task:list, task:read and task:cancel let a task be followed to its end', async () => {
    const { client, taskEnd } = await aPage()
    await client['settings:write']({ ...defaultSettings, engine: 'docker' })
    const { taskId } = await client['run:start']({ ...choice, runtime: 'kind', variants: ['kindnet'] })
    expect((await taskEnd(taskId)).error?.code).toBe('no-engine')
    expect((await client['task:list']()).map(({ id, state }) => [id, state])).toEqual([[taskId, 'failed']])
    const { task } = await client['task:read']({ id: taskId, tail: 10 })
    expect(task.steps).toMatchObject([{ title: 'Checking this machine', state: 'failed' }])
    await client['task:cancel']({ id: taskId, clusters: 'keep' })
    expect((await client['task:read']({ id: taskId, tail: 10 })).task.state).toBe('failed')
  })

  it.each(['cluster:list', 'cluster:access', 'cluster:terminal'] as const)(
    '%s says that there is no engine',
    async (call) => {
      const { client } = await aPage()
      const name = 'cnilab-kindnet-1a2b'
      const answer = call === 'cluster:list' ? client[call]() : client[call]({ name })
      expect((await detailsOf(answer)).code).toBe('no-engine')
    },
  )

  it('cluster:create, cluster:delete and cluster:prune are tasks that fail without an engine', async () => {
    const { client, taskEnd } = await aPage()
    const begun = [
      await client['cluster:create']({ variant: 'kindnet' }),
      await client['cluster:delete']({ name: 'cnilab-kindnet-1a2b' }),
      await client['cluster:prune'](),
    ]
    const ends = await Promise.all(begun.map(({ taskId }) => taskEnd(taskId)))
    expect(ends.map(({ kind, error }) => [kind, error?.code])).toEqual([
      ['cluster-create', 'no-engine'],
      ['cluster-delete', 'no-engine'],
      ['cluster-prune', 'no-engine'],
    ])
    const error = await detailsOf(client['cluster:create']({ variant: 'netns/routed' }))
    expect(error.code).toBe('bad-usage')
  })

  it('doctor:examine examines this machine', async () => {
    const { client } = await aPage()
    const { findings, runtimes } = await client['doctor:examine']()
    expect(findings.length).toBeGreaterThan(5)
    expect(runtimes.find(({ runtime }) => runtime === 'kind')?.ready).toBe(false)
  })

  it('settings:read and settings:write keep settings, and tell every page', async () => {
    const { client, lab } = await aPage()
    const other = await lab.connect()
    expect(await client['settings:read']()).toEqual(defaultSettings)
    const changed = { ...defaultSettings, concurrency: 4, keepClusters: true }
    expect(await client['settings:write'](changed)).toEqual(changed)
    expect((await other.event(isNamed('settings:changed'))).payload).toEqual(changed)
    expect(await other.client['settings:read']()).toEqual(changed)
  })

  it.each(['run:open', 'run:log', 'run:delete'] as const)('%s says which run there is not', async (call) => {
    const { client } = await aPage()
    expect(await detailsOf(client[call]({ runId: unknown }))).toMatchObject({ code: 'unknown-name' })
  })

  it('answers a page of another version that it does not know the call', async () => {
    const { socket } = await aPage()
    const answer = new Promise((resolve) => socket.once('message', resolve))
    socket.send(JSON.stringify({ id: 1_000, call: 'run:paint' }))
    expect(JSON.parse(String(await answer))).toMatchObject({
      id: 1_000,
      result: { ok: false, error: { code: 'bad-usage', hint: expect.stringContaining('reload') as string } },
    })
  })
})
