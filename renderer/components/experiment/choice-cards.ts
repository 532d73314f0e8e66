import type { LabDescription } from '../../../main/api/contract.ts'
import type { Mode } from '../../../main/experiment/modes.ts'
import type { Readiness } from '../../../main/lab/doctor/readiness.ts'

/** A choice that needs more than a word. */
export interface ChoiceCard<Value extends string> {
  readonly value: Value
  readonly title: string
  readonly lines: readonly string[]
  /** What stands against it. */
  readonly warning?: string
}

export const runtimeCards = (runtimes: LabDescription['runtimes'], readiness: readonly Readiness[]) =>
  runtimes.map(({ id, title, description }): ChoiceCard<string> => {
    const found = readiness.find(({ runtime }) => runtime === id)
    const warning = found && !found.ready && { warning: `Not ready here: ${found.problems.join(', ')}.` }
    return { value: id, title, lines: [description], ...warning }
  })

export const ipFamilyCards = [
  { value: 'ipv4', title: 'IPv4', lines: ['Pods and Services have IPv4 addresses alone.'] },
  {
    value: 'dual',
    title: 'Dual-stack',
    lines: ['Pods have IPv6 addresses, too. Speed is measured over IPv4; policies are checked over both.'],
  },
] as const

export const modeCards = (modes: LabDescription['modes']) =>
  modes.map(({ id, title }): ChoiceCard<Mode> => {
    const [name = '', promise = ''] = title.split(': ')
    const lines = [`${promise.charAt(0).toUpperCase()}${promise.slice(1)}, four of five.`, 'Stops once all is decided.']
    return { value: id, title: name, lines }
  })
