import { describe, expect, it } from 'vitest'
import { importRun } from '../../../main/lab/import-run.ts'
import { openRunView } from '../../../main/lab/run-view.ts'
import { reportInput } from '../../../main/lab/report-input.ts'
import { formats } from '../../../main/reports/formats.ts'
import { renderJson } from '../../../main/reports/json.ts'
import { LabError } from '../../../main/system/errors.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { aStore } from './run-lab.ts'

const { run } = generatedRun()
const [probe] = run.probes
/** What somebody may have written into a run file, by what it is. */
const places = {
  variant: run.variants[0]?.id,
  'title of a variant': run.variants[0]?.title,
  probe: probe?.id,
  'title of a probe': probe?.title,
  case: probe?.cases[0]?.id,
  'title of a case': probe?.cases[0]?.title,
  metric: Object.keys(probe?.metrics ?? {})[0],
  'what a metric is of': Object.values(probe?.metrics ?? {})[0]?.of,
  program: Object.keys(run.environment.tools)[0],
} as const
const names = ['__proto__', 'constructor', 'toString', 'valueOf']

const everyKey = () => Reflect.ownKeys(Object.prototype).map(String).sort()

describe.each(Object.entries(places))('a run file with a hostile name for a %s', (_place, text = '') => {
  it.each(names)('such as %s is refused, or does no harm in any report', async (name) => {
    expect(text).not.toBe('')
    const before = everyKey()
    const store = aStore()
    const hostile = renderJson(generatedRun()).replaceAll(JSON.stringify(text), JSON.stringify(name))
    expect(hostile).toContain(name)
    try {
      const { runId } = importRun(store, hostile)
      for (const format of formats.all()) await format.render(reportInput(store, store.run(runId)))
      openRunView(store, runId)
    } catch (error) {
      expect(error).toBeInstanceOf(LabError)
    } finally {
      const after = everyKey()
      for (const key of after) if (!before.includes(key)) Reflect.deleteProperty(Object.prototype, key)
      expect(after).toEqual(before)
    }
  })
})
