import type { Intensity, Probe } from '../probes/probe.ts'

/** Getting into the Pod and out of it. */
const aroundMs = 1_000
/** A probe's deadline allows each request ten times what it takes. */
const requestSlack = 10

/**
 * How long an execution of a probe takes, from the deadline it sets itself: what grows with the duration takes as long as it says,
 * what grows with the requests a tenth.
 */
export function typicalProbeMs({ deadlineMs }: Pick<Probe, 'deadlineMs'>, { durationS, requests }: Intensity): number {
  const slackMs = deadlineMs({ durationS: 0, requests: 0 })
  const timedMs = deadlineMs({ durationS, requests: 0 }) - slackMs
  const countedMs = deadlineMs({ durationS: 0, requests }) - slackMs
  return aroundMs + timedMs + countedMs / requestSlack
}
