/** What is asked of every variant: throughput of one stream between nodes. */
export const throughputAcross = {
  probe: 'tcp-throughput',
  caseId: '1-stream',
  path: 'pod-pod/cross-node',
  metric: 'throughput',
} as const
