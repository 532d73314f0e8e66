/**
 * What a probe or a path may need and a runtime may have. `services`: names before Pods, as ClusterIP Services are; `kubernetes`: an
 * API server that can be asked.
 */
export const capabilities = ['services', 'kubernetes'] as const
export type Capability = (typeof capabilities)[number]

/** Whether everything that is needed is there. */
export const hasAll = (has: readonly Capability[], needs: readonly Capability[]): boolean =>
  needs.every((need) => has.includes(need))
