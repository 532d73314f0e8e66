import type { RunRecord, VariantRecord } from '../store/run-record.ts'

/** What numbers depend on: how it was measured, where, and what was installed. */
export type ConditionId =
  | 'runtime'
  | 'ip-family'
  | 'mode'
  | 'rounds'
  | 'duration'
  | 'requests'
  | 'variants'
  | 'cpu'
  | 'memory'
  | 'os'
  | 'kernel'
  | 'governor'
  | 'virtualization'
  | 'cnilab'
  | 'node'
  | 'tool'
  | 'configured'
  | 'cni-version'
  | 'kubernetes'
  | 'image'
  | 'source'

/** One value, or its parts. */
export type ConditionValue = string | number | readonly (string | number)[]

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

export type RunConditions = Pick<RunRecord, 'spec' | 'environment' | 'variants'>

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
    [...ofSpec(run), ...ofMachine(run), ...run.variants.flatMap(ofVariant)].map((each) => [
      JSON.stringify([each.key.id, each.key.variant, each.key.name]),
      each,
    ]),
  )

const is = (id: ConditionId, value: ConditionValue | undefined, of: Omit<ConditionKey, 'id'> = {}) =>
  value === undefined ? [] : [{ key: { id, ...of }, value }]

const ofSpec = ({ spec, variants }: RunConditions): readonly Condition[] => [
  ...is('runtime', spec.runtime),
  ...is('ip-family', spec.ipFamily ?? 'ipv4'),
  ...is('mode', spec.mode),
  ...is('rounds', spec.rounds === spec.maxRounds ? spec.rounds : [spec.rounds, spec.maxRounds]),
  ...is('duration', spec.intensity.durationS),
  ...is('requests', spec.intensity.requests),
  // Clusters that are paused still hold memory, and others' load is not the same beside more of them.
  ...is(
    'variants',
    variants.map(({ id }) => id),
  ),
]

function ofMachine({ environment }: RunConditions): readonly Condition[] {
  const { cpuModel, cores, memoryBytes, os, kernel, arch, governor, virtualization, cnilab, node, tools } = environment
  return [
    ...is('cpu', [cpuModel, cores]),
    ...is('memory', memoryBytes),
    ...is('os', os),
    ...is('kernel', [kernel, arch]),
    ...is('governor', governor),
    ...is('virtualization', virtualization),
    ...is('cnilab', cnilab),
    ...is('node', node),
    ...Object.entries(tools).flatMap(([name, version]) => is('tool', version, { name })),
  ]
}

function ofVariant({ id: variant, configured, cluster }: VariantRecord): readonly Condition[] {
  const { encapsulation, tunnelPort = 0, datapath, encryption = 'none' } = configured
  const { cniVersion, kubernetes, images = {}, sources = [] } = cluster?.installed ?? {}
  return [
    ...is('configured', [datapath, encapsulation, tunnelPort, encryption], { variant }),
    ...is('cni-version', cniVersion, { variant }),
    ...is('kubernetes', kubernetes, { variant }),
    ...Object.entries(images).flatMap(([name, digest]) => is('image', digest, { variant, name })),
    ...sources.flatMap(({ what, sha256 }) => is('source', sha256, { variant, name: what })),
  ]
}

/** Of a variant that only one of the runs has, the list of variants says enough. */
function isOfOneAlone({ variant }: ConditionKey, a: RunConditions, b: RunConditions): boolean {
  const has = ({ variants }: RunConditions) => variants.some(({ id }) => id === variant)
  return variant !== undefined && has(a) !== has(b)
}
