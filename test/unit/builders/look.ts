import type { LookTaken } from '../../../main/experiment/look.ts'

const key = { probe: 'tcp-throughput', caseId: '1-stream', metric: 'throughput' } as const

/** After round 13: one question is decided, and one is open. */
export const aLook: LookTaken = {
  round: 13,
  alpha: 0.025,
  decided: [{ ...key, path: 'pod-service', leaders: ['kindnet'], isEqual: false }],
  open: [{ ...key, path: 'pod-pod/cross-node', variants: ['kindnet', 'flannel/vxlan'] }],
}
