import type { RunRecord, VariantRecord } from '../store/run-record.ts'

/** One value, or its parts. */
export type ConditionValue = string | number | readonly (string | number)[]

export type RunConditions = Pick<RunRecord, 'spec' | 'environment' | 'variants'>

type Values<Id extends string> = Readonly<Record<Id, ConditionValue | undefined>>
type IdsOf<Of extends (...parts: never) => unknown> = keyof ReturnType<Of> & string

/** What numbers depend on: how it was measured, where, and what was installed. */
export type ConditionId = IdsOf<typeof ofRun> | IdsOf<typeof ofVariant> | 'tool' | 'image' | 'source'

interface ConditionKey {
  readonly id: ConditionId
  /** Of one variant alone. */
  readonly variant?: string
  /** Which tool, image or source. */
  readonly name?: string
}

/** A condition that differs between two runs; what one of them does not have is absent. */
export interface DifferingCondition extends ConditionKey {
  readonly a?: ConditionValue
  readonly b?: ConditionValue
}

export function differingConditions(a: RunConditions, b: RunConditions): readonly DifferingCondition[] {
  const [ofA, ofB] = [byKey(a), byKey(b)]
  return [...new Map([...ofA, ...ofB])].flatMap(([text, { key }]) => {
    const [inA, inB] = [ofA.get(text)?.value, ofB.get(text)?.value]
    if (JSON.stringify(inA) === JSON.stringify(inB) || isOfOneAlone(key, a, b)) return []
    return [{ ...key, ...(inA !== undefined && { a: inA }), ...(inB !== undefined && { b: inB }) }]
  })
}

interface Condition {
  readonly key: ConditionKey
  readonly value: ConditionValue
}

const byKey = (run: RunConditions): ReadonlyMap<string, Condition> =>
  new Map(
    conditionsOf(run).map((each) => [JSON.stringify([each.key.id, each.key.variant, each.key.name]), each] as const),
  )

const conditionsOf = (run: RunConditions): readonly Condition[] => [
  ...known(ofRun(run)),
  ...named('tool', run.environment.tools),
  ...run.variants.flatMap((variant) => {
    const { images = {}, sources = [] } = variant.cluster?.installed ?? {}
    const sums = Object.fromEntries(sources.map(({ what, sha256 }) => [what, sha256]))
    const of = { variant: variant.id }
    return [...known(ofVariant(variant), of), ...named('image', images, of), ...named('source', sums, of)]
  }),
]

const known = <Id extends ConditionId>(values: Values<Id>, of: Pick<ConditionKey, 'variant'> = {}) =>
  (Object.keys(values) as Id[]).flatMap((id): Condition[] => {
    const value = values[id]
    return value === undefined ? [] : [{ key: { id, ...of }, value }]
  })

const named = (id: ConditionId, values: Values<string>, of: Pick<ConditionKey, 'variant'> = {}) =>
  Object.entries(values).flatMap(([name, value]): Condition[] =>
    value === undefined ? [] : [{ key: { id, ...of, name }, value }],
  )

const ofRun = ({ spec, variants, environment }: RunConditions) =>
  ({
    runtime: spec.runtime,
    'ip-family': spec.ipFamily ?? 'ipv4',
    mode: spec.mode,
    rounds: spec.rounds === spec.maxRounds ? spec.rounds : [spec.rounds, spec.maxRounds],
    duration: spec.intensity.durationS,
    requests: spec.intensity.requests,
    // Clusters that are paused still hold memory, and others' load is not the same beside more of them.
    variants: variants.map(({ id }) => id),
    cpu: [environment.cpuModel, environment.cores],
    memory: environment.memoryBytes,
    os: environment.os,
    kernel: [environment.kernel, environment.arch],
    governor: environment.governor,
    virtualization: environment.virtualization,
    cnilab: environment.cnilab,
    node: environment.node,
  }) satisfies Values<string>

const ofVariant = ({ configured, cluster }: VariantRecord) => {
  const { encapsulation, tunnelPort = 0, datapath, encryption = 'none' } = configured
  return {
    configured: [datapath, encapsulation, tunnelPort, encryption],
    'cni-version': cluster?.installed.cniVersion,
    kubernetes: cluster?.installed.kubernetes,
  } satisfies Values<string>
}

/** Of a variant that only one of the runs has, the list of variants says enough. */
function isOfOneAlone({ variant }: ConditionKey, a: RunConditions, b: RunConditions): boolean {
  const has = ({ variants }: RunConditions) => variants.some(({ id }) => id === variant)
  return variant !== undefined && has(a) !== has(b)
}
