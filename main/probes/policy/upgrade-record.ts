import { z } from 'zod'

type Names = Readonly<Record<string, string>>

const oldCase = z.looseObject({ id: z.string(), kind: z.string() })
const oldRecord = z.looseObject({ gate: z.array(z.unknown()), cases: z.array(oldCase) })

/** A record of before had other names for some fields, */
const fields: Names = {
  ...{ world: 'model', gate: 'baseline', tries: 'checks', looks: 'rounds' },
  ...{ enforceMs: 'enforced', releaseMs: 'released' },
}
/** other words in some of them, */
const reached: Names = { open: 'allowed', blocked: 'denied' }
const words: Readonly<Record<string, Names>> = {
  kind: { shown: 'informational', own: 'user' },
  state: { tried: 'checked', refused: 'rejected' },
  ...{ declared: reached, baseline: reached, observed: reached, after: reached },
}
/** and cases that later code knew by their numbers: SCTP, and HTTP by method and path. */
const marks: Readonly<Record<string, object>> = { '13b': { isOptional: true }, C1: { layer: 7 } }

/** A record in today's words; anything that is none of before is given back as it is, for the schema to judge. */
export function upgradeRecord(record: unknown): unknown {
  const old = oldRecord.safeParse(record).data
  if (!old) return record
  const cases = old.cases.map((each) => ({ ...each, ...marks[each.id], ...(each.kind === 'own' && { id: 'user' }) }))
  return upgraded('', { ...old, cases })
}

function upgraded(field: string, value: unknown): unknown {
  // Labels are a person's own, and may be called as fields are.
  if (field === 'world') return value
  if (field === 'enforceMs' || field === 'releaseMs') return { firstRightMs: value }
  if (typeof value === 'string') return words[field]?.[value] ?? value
  if (Array.isArray(value)) return value.map((each) => upgraded('', each))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [fields[name] ?? name, upgraded(name, each)]))
}
