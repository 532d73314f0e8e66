import { rarer, type Cadence } from './cadence.ts'
import { measuredPaths, paths, wholeCluster, type PathId } from './paths.ts'

/** What a probe says of where it is read, and what the record of one says. */
interface Readable {
  readonly paths: readonly PathId[]
  readonly cases: readonly { readonly id: string; readonly cadence?: Cadence | undefined }[]
  readonly axis?: { readonly points: readonly number[] } | undefined
}

/** One thing to read in each cluster. */
export interface ProbeCell<P> {
  readonly probe: P
  readonly caseId: string
  readonly path: PathId
  /** Of the probe's axis, where it has one. */
  readonly point?: number
}

/** In how many rounds a cell is read, where the run is planned by what it tells: as rarely as its path or its case asks for. */
export const cadenceOf = (cases: Readable['cases'], caseId: string, path: PathId): Cadence =>
  rarer(paths[path].cadence, cases.find(({ id }) => id === caseId)?.cadence ?? 'each')

/** Every point that a probe is read at; one that is none where it has no axis. */
export const pointsOf = ({ axis }: Pick<Readable, 'axis'>): readonly (number | undefined)[] =>
  axis?.points ?? [undefined]

/** Everything to read in one turn of one cluster, the reference path first and the cluster as a whole last. */
export const cellsOf = <P extends Readable>(probes: readonly P[], paths: readonly PathId[]): readonly ProbeCell<P>[] =>
  [...measuredPaths(paths), wholeCluster].flatMap((path) =>
    probes
      .filter((probe) => probe.paths.includes(path))
      .flatMap((probe) =>
        probe.cases.flatMap(({ id }) =>
          pointsOf(probe).map((point) => ({ probe, caseId: id, path, ...(point !== undefined && { point }) })),
        ),
      ),
  )
