import type { RecordedCase, RecordedCheck } from './record.ts'

/** Denied under the policy, and allowed before and after it: nothing else can have denied it. */
export const isDenied = ({
  baseline,
  observed,
  after,
}: Pick<RecordedCheck, 'baseline' | 'observed' | 'after'>): boolean =>
  baseline === 'allowed' && after === 'allowed' && (observed === 'dropped' || observed === 'refused')

export const observedDenial = ({ steps }: Pick<RecordedCase, 'steps'>): boolean =>
  steps.some(({ checks }) => checks.some(isDenied))
