import type { RunRecord, VariantRecord } from '../store/run-record.ts'

/** Something that numbers depend on and that differs between two runs; what one does not have is "—" there. */
export interface Circumstance {
  readonly what: string
  readonly a: string
  readonly b: string
}

export type CircumstancesOf = Pick<RunRecord, 'spec' | 'environment' | 'variants'>

const absent = '—'

/** What differs between two runs in what numbers depend on: how it was measured, where, and what was installed. */
export function differingCircumstances(a: CircumstancesOf, b: CircumstancesOf): readonly Circumstance[] {
  const [ofA, ofB] = [new Map(circumstancesOf(a)), new Map(circumstancesOf(b))]
  return [...new Set([...ofA.keys(), ...ofB.keys()])]
    .map((what) => ({ what, a: ofA.get(what) ?? absent, b: ofB.get(what) ?? absent }))
    .filter((each) => each.a !== each.b && !isOfOneAlone(each, a, b))
}

type Entry = readonly [what: string, value: string]

const circumstancesOf = (run: CircumstancesOf): readonly Entry[] => [
  ...ofSpec(run),
  ...ofMachine(run),
  ...run.variants.flatMap(ofVariant),
]

const ofSpec = ({ spec, variants }: CircumstancesOf): readonly Entry[] => [
  ['runtime', spec.runtime],
  ['IP family', spec.ipFamily === 'dual' ? 'dual-stack' : 'IPv4'],
  ['mode', spec.mode],
  [
    'rounds',
    spec.rounds === spec.maxRounds ? String(spec.rounds) : `${String(spec.rounds)} to ${String(spec.maxRounds)}`,
  ],
  ['duration of a throughput measurement', `${String(spec.intensity.durationS)} s`],
  ['requests of a latency measurement', String(spec.intensity.requests)],
  // Clusters that are paused still hold memory, and others' load is not the same beside more of them.
  ['variants', variants.map(({ id }) => id).join(', ')],
]

function ofMachine({ environment }: CircumstancesOf): readonly Entry[] {
  const { cpuModel, cores, memoryBytes, os, kernel, arch, governor, virtualization, cnilab, node, tools } = environment
  return [
    ['CPU', `${cpuModel}, ${String(cores)} cores`],
    ['memory', `${(memoryBytes / 1024 ** 3).toFixed(1)} GiB`],
    ['operating system', os],
    ['kernel', `${kernel} (${arch})`],
    ['CPU governor', governor ?? absent],
    ['virtualization', virtualization ?? absent],
    ['CNI Lab', cnilab],
    ['Node.js', node],
    ...Object.entries(tools),
  ]
}

function ofVariant({ id, configured, cluster }: VariantRecord): readonly Entry[] {
  const { encapsulation, tunnelPort, datapath, encryption = 'none' } = configured
  const port = tunnelPort === undefined ? '' : ` on port ${String(tunnelPort)}`
  const installed = cluster?.installed
  return [
    [`${id}: configured`, `${datapath} (encapsulation: ${encapsulation}${port}, encryption: ${encryption})`],
    ...(installed?.cniVersion === undefined ? [] : [[`${id}: version`, installed.cniVersion] as const]),
    ...(installed?.kubernetes === undefined ? [] : [[`${id}: Kubernetes`, installed.kubernetes] as const]),
    ...Object.entries(installed?.images ?? {}).map(
      ([image, digest]) => [`${id}: ${image}`, shortDigest(digest)] as const,
    ),
    ...(installed?.sources ?? []).map(({ what, sha256 }) => [`${id}: ${what}`, shortDigest(sha256)] as const),
  ]
}

const shortDigest = (digest: string): string => digest.replace(/^(sha256:)?([0-9a-f]{12})[0-9a-f]+$/, '$1$2…')

/** Of a variant that only one of the runs has, the list of variants says enough. */
function isOfOneAlone({ what }: Circumstance, a: CircumstancesOf, b: CircumstancesOf): boolean {
  const has = ({ variants }: CircumstancesOf) => variants.some(({ id }) => what.startsWith(`${id}: `))
  return has(a) !== has(b)
}
