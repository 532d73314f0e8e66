import { describeLab } from '../../lab/describe-lab.ts'
import type { Domain } from './handlers.ts'
import { nothing } from './input-parts.ts'

export const labCalls: Domain<'lab'> = {
  inputs: { 'lab:describe': nothing },
  handlers: (service) => ({ 'lab:describe': () => describeLab(service) }),
}
