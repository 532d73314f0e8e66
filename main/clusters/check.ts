import type { Machine } from './machine.ts'

/** What a check found. Whatever is not in order comes with a way to fix it. */
export type Outcome =
  | { readonly status: 'ok' | 'not-applicable'; readonly detail: string }
  | { readonly status: 'warning' | 'problem'; readonly detail: string; readonly fix: string }

/** One question to this machine. A problem keeps the runtimes that need it from working; a warning does not. */
export interface Check {
  readonly id: string
  readonly title: string
  readonly check: (machine: Machine, signal: AbortSignal) => Promise<Outcome>
}

export const ok = (detail: string): Outcome => ({ status: 'ok', detail })
export const notApplicable = (detail: string): Outcome => ({ status: 'not-applicable', detail })
export const warning = (detail: string, fix: string): Outcome => ({ status: 'warning', detail, fix })
export const problem = (detail: string, fix: string): Outcome => ({ status: 'problem', detail, fix })
