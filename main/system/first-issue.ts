import type { z } from 'zod'

/** The first thing that a schema finds amiss: where, and what. */
export function firstIssue({ issues }: Pick<z.ZodError, 'issues'>): string {
  const [issue] = issues
  const where = issue && issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ` : ''
  return `${where}${issue?.message ?? 'unknown reason'}`
}
