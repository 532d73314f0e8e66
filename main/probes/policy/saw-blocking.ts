import type { RecordedCase, RecordedTry } from './record.ts'

/** Shut under the policy, and open before and after it: nothing else can have shut it. */
export const isBlocked = ({
  baseline,
  observed,
  after,
}: Pick<RecordedTry, 'baseline' | 'observed' | 'after'>): boolean =>
  baseline === 'open' && after === 'open' && (observed === 'dropped' || observed === 'refused')

export const sawBlocking = ({ steps }: Pick<RecordedCase, 'steps'>): boolean =>
  steps.some(({ tries }) => tries.some(isBlocked))
