import type { RunRecord } from '../store/run-record.ts'

/** `flannel/vxlan, calico/vxlan and cilium/vxlan compared`. */
export function runTitle({ variants }: Pick<RunRecord, 'variants'>): string {
  const ids = variants.map(({ id }) => id)
  const [last, ...others] = ids.toReversed()
  if (last === undefined) return 'A run without variants'
  if (others.length === 0) return `${last} measured`
  return ids.length > 4
    ? `${String(ids.length)} CNI variants compared`
    : `${others.toReversed().join(', ')} and ${last} compared`
}

/** Where a run was: `kind`, or `kind, dual-stack`. */
export const runPlace = ({ spec }: Pick<RunRecord, 'spec'>): string =>
  spec.ipFamily === 'dual' ? `${spec.runtime}, dual-stack` : spec.runtime
