import { z } from 'zod'
import { experimentSpecSchema, namesSchema } from '../../experiment/spec.ts'
import { importAnyRun, zippedViewOf } from '../../lab/large-runs.ts'
import { holdMachine } from '../../lab/machine-lock.ts'
import { resumeTask, runTask } from '../../lab/run-tasks.ts'
import { runLogOf } from '../../lab/run-log.ts'
import { needsSchema } from '../../findings/recommendation/needs-schema.ts'
import { formats } from '../../reports/formats.ts'
import { LabError } from '../../system/errors.ts'
import { longestImport } from '../limits.ts'
import type { Domain, Service } from './handlers.ts'
import { nothing, ofRun, runId } from './input-parts.ts'

/** What is started is whole; an experiment that is still being chosen may be empty, which its plan tells in words. */
const some = namesSchema.min(1).readonly()
/** Asked with each call: a format that is added later is one as well. */
const formatId = z.string().refine((id) => formats.find(id) !== undefined, 'not a format')
const ofOutput = ofRun.extend({ raw: z.int().min(1) })

export const runCalls: Domain<'run'> = {
  inputs: {
    'run:start': experimentSpecSchema.extend({ variants: some, probes: some }),
    'run:resume': ofRun.extend({ keep: z.boolean() }),
    'run:list': nothing,
    'run:open': ofRun,
    'run:sample': ofOutput,
    'run:capture': ofOutput,
    'run:log': ofRun,
    'run:export': ofRun.extend({ format: formatId, needs: needsSchema.optional() }),
    'run:import': z.strictObject({ text: z.string().max(longestImport) }),
    'run:delete': ofRun,
    'run:compare': z.strictObject({ a: runId, b: runId }),
  },
  handlers: (service) => {
    const { store, tasks, tell } = service
    return {
      'run:start': (spec) => ({ taskId: tasks.start(runTask(spec, service)) }),
      'run:resume': ({ runId, keep }) => {
        refuseWhileActive(service, runId, 'resume')
        return { taskId: tasks.start(resumeTask(runId, keep, service)) }
      },
      'run:list': () => store.runs(),
      'run:open': async ({ runId }, signal) => {
        const zipped = await zippedViewOf(store, runId, signal)
        return { gzip: Buffer.from(zipped).toString('base64') }
      },
      'run:sample': async ({ runId, raw }) => {
        const { rawSampleOf } = await import('../../lab/run-view.ts')
        return rawSampleOf(store, runId, raw)
      },
      'run:capture': async ({ runId, raw }) => {
        const { exportCapture } = await import('../../lab/export-capture.ts')
        return exportCapture(store, runId, raw)
      },
      'run:log': ({ runId }) => runLogOf(store, runId),
      'run:export': async ({ runId, ...wanted }, signal) => {
        const { exportRun } = await import('../../lab/export-run.ts')
        return exportRun(store, runId, wanted, { printPdf: service.printPdf, signal })
      },
      'run:import': async ({ text }, signal) => {
        using _machine = holdMachine(service.paths, 'the import of a run', { title: 'Cannot import the run' })
        const imported = await importAnyRun(store, text, signal)
        if (imported.isNew) tell({ name: 'runs:changed', payload: { runId: imported.runId } })
        return imported
      },
      'run:delete': ({ runId }) => {
        refuseWhileActive(service, runId, 'delete')
        store.deleteRun(runId)
        tell({ name: 'runs:changed', payload: { runId } })
      },
      'run:compare': async ({ a, b }, signal) => {
        const [{ compareRuns }, { unzippedView }] = await Promise.all([
          import('../../findings/compare-runs.ts'),
          import('../../lab/run-view.ts'),
        ])
        const [before, after] = [await zippedViewOf(store, a, signal), await zippedViewOf(store, b, signal)]
        return compareRuns(unzippedView(before), unzippedView(after))
      },
    }
  },
}

/** A task that waits in the queue has taken hold of its run already, though the store does not know it yet. */
function refuseWhileActive({ tasks }: Service, runId: string, doing: string): void {
  const task = tasks.list().find(({ subject, endedAtMs }) => subject.runId === runId && endedAtMs === undefined)
  if (!task) return
  throw new LabError({
    code: 'bad-usage',
    title: `Cannot ${doing} the run ${runId}`,
    message: task.state === 'queued' ? 'it is queued already.' : 'it is still running.',
    hint: 'Cancel its task first.',
  })
}
