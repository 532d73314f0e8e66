import { chooseCatalog } from '../../lab/catalog-choice.ts'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

export const doctorCalls: Domain<'doctor'> = {
  inputs: { 'doctor:examine': nothing },
  handlers: ({ paths, environment, machine }) => ({
    'doctor:examine': async (_, signal) => {
      const [{ checks }, { thisMachine }, { examine }, { readinessOf }] = await Promise.all([
        import('../../lab/doctor/checks/index.ts'),
        import('../../lab/doctor/context.ts'),
        import('../../lab/doctor/examine.ts'),
        import('../../lab/doctor/readiness.ts'),
      ])
      const catalog = await chooseCatalog(undefined, environment)
      const { engine } = await machine()
      const findings = await examine(checks.all(), thisMachine({ catalog, paths, engine }, signal), { signal })
      return { findings, runtimes: readinessOf(findings) }
    },
  }),
}
