import type { SampleRow } from '../../../main/api/contract.ts'

export type SampleState = SampleRow['outcome']['state']

/** What is left of all samples; each part is optional. */
export interface SampleFilter {
  readonly variant?: string
  readonly probe?: string
  readonly caseId?: string
  readonly path?: string
  readonly state?: string
}

const parts = ['variant', 'probe', 'caseId', 'path', 'state'] as const
export type FilterPart = (typeof parts)[number]

export const stateTitles: Readonly<Record<SampleState, string>> = {
  measured: 'measured',
  failed: 'failed',
  unread: 'not read',
}

export function filteredSamples(samples: readonly SampleRow[], filter: SampleFilter): readonly SampleRow[] {
  const wanted = parts.flatMap((part) => (filter[part] === undefined ? [] : [[part, filter[part]] as const]))
  if (wanted.length === 0) return samples
  return samples.filter((sample) =>
    wanted.every(([part, value]) => (part === 'state' ? sample.outcome.state : sample[part]) === value),
  )
}

/** The filter as the address bar keeps it; anything else in a query is left alone. */
export const filterOf = (query: Readonly<Record<string, unknown>>): SampleFilter =>
  Object.fromEntries(
    parts.flatMap((part) => (typeof query[part] === 'string' && query[part] !== '' ? [[part, query[part]]] : [])),
  )

/** With one part changed, or without it where `value` is empty. Another probe has other cases. */
export function withPart(filter: SampleFilter, part: FilterPart, value: string): SampleFilter {
  const changed = { ...filter, ...(part === 'probe' && { caseId: '' }), [part]: value }
  return Object.fromEntries(Object.entries(changed).filter(([, each]) => each !== ''))
}
