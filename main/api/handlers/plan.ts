import { experimentSpecSchema } from '../../experiment/spec.ts'
import type { Domain } from './handlers.ts'

export const planCalls: Domain<'plan'> = {
  inputs: { 'plan:estimate': experimentSpecSchema, 'plan:check': experimentSpecSchema },
  handlers: ({ paths, store, environment, machine }) => ({
    'plan:estimate': async (choice) => {
      const [{ estimateRun }, { historyOf }] = await Promise.all([
        import('../../lab/estimate.ts'),
        import('../../lab/history.ts'),
      ])
      const { concurrency } = await machine()
      return estimateRun(choice, historyOf(store), { concurrency })
    },
    'plan:check': async (choice, signal) => {
      const { checkPlan } = await import('../../lab/plan-check.ts')
      const { engine } = await machine()
      return checkPlan(choice, { paths, engine, catalog: environment.CNILAB_CATALOG }, signal)
    },
  }),
}
