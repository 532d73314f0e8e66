import type { ClientOptions } from '../measurement.ts'
import type { Target } from '../probe.ts'

/**
 * One curl process, so that starting it costs nothing per request. The URL tells the parser what was asked for: the case and how
 * many requests. `-q` and `--noproxy` keep a user's curl configuration out. Globbing and `-w`: curl(1).
 */
export function curlArguments({ caseId, target, intensity }: Omit<ClientOptions, 'beside'>): readonly string[] {
  // The first request is cold and does not count.
  const requests = String(Math.max(2, Math.round(intensity.requests)))
  return [
    ...['curl', '-q', '--silent', '--noproxy', '*', '--output', '/dev/null'],
    ...['--connect-timeout', '2', '--max-time', '5', '--write-out', '%{json}\\n'],
    ...(caseId === 'new-connection' ? ['--header', 'Connection: close'] : []),
    `http://${target.host}:${String(target.port)}/${caseId}?n=[1-${requests}]&of=${requests}`,
  ]
}

/** One request that must be answered with a success. */
export const curlCheck = (target: Target): readonly string[] => [
  ...['curl', '-q', '--silent', '--noproxy', '*', '--output', '/dev/null', '--fail'],
  ...['--connect-timeout', '1', '--max-time', '2'],
  `http://${target.host}:${String(target.port)}/check`,
]
