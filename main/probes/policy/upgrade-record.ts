import { z } from 'zod'

/** A record of before had `world` and `gate`, and cases that later code knew by their numbers. */
const oldCheck = z.looseObject({
  declared: z.string().optional(),
  baseline: z.string(),
  observed: z.string(),
  after: z.string().optional(),
})
const oldStep = z.looseObject({
  world: z.unknown().optional(),
  tries: z.array(oldCheck),
  looks: z.number(),
  enforceMs: z.number().optional(),
})
const oldCase = z.looseObject({
  id: z.string(),
  kind: z.string(),
  state: z.string(),
  steps: z.array(oldStep),
  releaseMs: z.number().optional(),
})
const oldRecord = z.looseObject({ world: z.unknown().optional(), gate: z.array(oldCheck), cases: z.array(oldCase) })

const words: Readonly<Record<string, string>> = {
  open: 'allowed',
  blocked: 'denied',
  shown: 'informational',
  own: 'user',
  tried: 'checked',
}
const renamed = (word: string) => words[word] ?? word
const tookEffect = (name: string, firstRightMs: number | undefined) =>
  firstRightMs === undefined ? {} : { [name]: { firstRightMs } }

/** A record in today's words; anything that is none of before is given back as it is, for the schema to judge. */
export function upgradeRecord(record: unknown): unknown {
  const old = oldRecord.safeParse(record).data
  if (!old) return record
  const { world, gate, cases, ...rest } = old
  return { ...rest, model: world, baseline: gate.map(upgradeCheck), cases: cases.map(upgradeCase) }
}

const upgradeCheck = ({ declared, baseline, observed, after, ...rest }: z.infer<typeof oldCheck>) => ({
  ...rest,
  ...(declared !== undefined && { declared: renamed(declared) }),
  baseline: renamed(baseline),
  observed: renamed(observed),
  ...(after !== undefined && { after: renamed(after) }),
})

const upgradeCase = ({ kind, state, steps, releaseMs, ...rest }: z.infer<typeof oldCase>) => ({
  ...rest,
  ...(kind === 'own' && { id: 'user' }),
  kind: renamed(kind),
  // SCTP, and HTTP by method and path.
  ...(rest.id === '13b' && { isOptional: true }),
  ...(kind === 'api' && rest.id === 'C1' && { layer: 7 }),
  state: state === 'refused' ? 'rejected' : renamed(state),
  steps: steps.map(upgradeStep),
  ...tookEffect('released', releaseMs),
})

const upgradeStep = ({ world, tries, looks, enforceMs, ...rest }: z.infer<typeof oldStep>) => ({
  ...rest,
  ...(world !== undefined && { model: world }),
  checks: tries.map(upgradeCheck),
  rounds: looks,
  ...tookEffect('enforced', enforceMs),
})
