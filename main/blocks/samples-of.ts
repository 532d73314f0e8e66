/** The cell whose single executions something was made of. */
export interface SamplesOf {
  readonly variant: string
  readonly probe: string
  readonly caseId: string
  readonly path: string
}
