import { LabError } from '../../system/errors.ts'

/** What iperf3 says went wrong, with what to do. */
export const iperf3Failure = (title: string, message: string): LabError =>
  new LabError({ code: 'probe-failed', title, message: `iperf3 says: ${message}`, hint: hintFor(message) })

function hintFor(message: string): string {
  if (/busy/i.test(message)) return 'An earlier client still holds the server. Wait for it to end, then run again.'
  if (/refused/i.test(message)) return 'Nothing listens there. Check that the server Pod runs, and its log.'
  if (/terminated|interrupt/i.test(message)) return 'One side was ended half-way. Run again.'
  if (/unreachable|no route|timed out/i.test(message))
    return 'No packet comes through. Check the routes and the NetworkPolicies between the two.'
  if (/unable to connect/i.test(message)) return 'Check that the name resolves in the client Pod and that DNS answers.'
  return 'Check that client and server have the same iperf3 version, and the log of the server Pod.'
}
