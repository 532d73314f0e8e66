import { describe, expect, it } from 'vitest'
import { defaultSettings } from '../../../../main/lab/settings.ts'
import type { RunSummary } from '../../../../main/store/store.ts'
import { useRuns } from '../../../../renderer/stores/runs.ts'
import { useSettings } from '../../../../renderer/stores/settings.ts'
import { pageOf, settled } from '../fake-lab.ts'

const aRun = (id: string): RunSummary => ({
  id,
  state: 'complete',
  startedAtMs: 0,
  mode: 'quick',
  runtime: 'netns',
  variants: ['netns/routed'],
  samples: 4,
})
const runsChanged = { name: 'runs:changed', payload: { runId: 'b' } } as const

describe('the mirror of runs', () => {
  it('reads once more, not many times more, for changes that come while it reads', async () => {
    const lab = pageOf({ 'run:list': () => [aRun('a')] })
    const runs = useRuns()
    await lab.connect()
    expect(runs.state).toBe('loading')
    lab.emit(runsChanged, runsChanged)
    await lab.answer()
    lab.answers = { 'run:list': () => [aRun('b'), aRun('a')] }
    await lab.answer()
    await lab.answer()
    expect(lab.asked).toHaveLength(2)
    expect(runs.list.map(({ id }) => id)).toEqual(['b', 'a'])
  })

  it('tells why it cannot read, and recovers with the next connection', async () => {
    const lab = pageOf({})
    const runs = useRuns()
    await lab.connect()
    await lab.answer()
    expect(runs.state).toBe('failed')
    expect(runs.error?.code).toBe('unknown-name')
    lab.answers = { 'run:list': () => [aRun('a')] }
    await lab.disconnect()
    await lab.connect()
    await lab.answer()
    expect([runs.state, runs.error, runs.list.length]).toEqual(['ready', undefined, 1])
  })
})

describe('the mirror of settings', () => {
  async function page() {
    const lab = pageOf({ 'settings:read': () => defaultSettings, 'settings:write': (settings) => settings })
    const settings = useSettings()
    await lab.connect()
    await lab.answer()
    return { lab, settings }
  }

  it('shows a change at once and sends all settings', async () => {
    const { lab, settings } = await page()
    const saved = settings.change({ concurrency: 4 })
    expect(settings.settings?.concurrency).toBe(4)
    await settled()
    await lab.answer()
    await saved
    expect(lab.asked.at(-1)).toMatchObject({ call: 'settings:write', input: { ...defaultSettings, concurrency: 4 } })
  })

  it('takes back a change that cannot be saved', async () => {
    const { lab, settings } = await page()
    lab.answers = {}
    const refused = expect(settings.change({ concurrency: 4 })).rejects.toThrow('Cannot do that')
    await settled()
    await lab.answer()
    await refused
    expect(settings.settings).toEqual(defaultSettings)
  })

  it('follows what another window changes', async () => {
    const { lab, settings } = await page()
    lab.emit({ name: 'settings:changed', payload: { ...defaultSettings, engine: 'podman' } })
    expect(settings.settings?.engine).toBe('podman')
  })
})
