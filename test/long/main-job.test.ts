import { describe } from 'vitest'
import { itDoesTheMainJob } from '../clusters/main-job.ts'

/** The default comparison as it is, with all that is looked at in each cluster. */
describe('the main job on real clusters', () => {
  itDoesTheMainJob({
    variants: ['kindnet', 'flannel/vxlan', 'calico/vxlan', 'cilium/vxlan'],
    // Of what is read in every third round.
    rounds: 5,
    flags: ['--mode', 'quick'],
    limitMs: 16 * 60_000,
  })
})
