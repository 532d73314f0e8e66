import { chooseCatalog } from '../../lab/catalog-choice.ts'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

export const doctorCalls: Domain<'doctor'> = {
  inputs: { 'doctor:examine': nothing },
  handlers: ({ paths, environment, machine }) => ({
    'doctor:examine': async (_, signal) => {
      const { examineThisMachine } = await import('../../lab/doctor/examine.ts')
      const catalog = await chooseCatalog(undefined, environment)
      const { engine } = await machine()
      return examineThisMachine({ catalog, paths, engine }, signal)
    },
  }),
}
