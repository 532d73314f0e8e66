import { describe } from 'vitest'
import { itDoesTheMainJob } from './main-job.ts'

/** One that enforces policies, one that does not; all four are in test/long. */
describe('the main job on two real clusters', () => {
  itDoesTheMainJob({
    variants: ['flannel/vxlan', 'calico/vxlan'],
    rounds: 1,
    flags: ['--rounds', '1', '--duration', '1'],
    limitMs: 8 * 60_000,
  })
})
