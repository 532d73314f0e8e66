/** Container engines, in the order in which they are tried. */
export const engineIds = ['docker', 'podman'] as const
export type EngineId = (typeof engineIds)[number]
