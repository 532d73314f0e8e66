import { greeting } from './serve-script.ts'
import type { Answer } from './parse-observation.ts'
import type { Dial } from './check-script.ts'

const count = 12

/** Tries one TCP target again and again from the Pod's first moment on, half a second each at most; then stays. */
const script = `n=0
while [ $n -lt ${String(count)} ]; do
  said=$(timeout -s KILL 2 socat -T0.5 -u "TCP4:$1:$2,connect-timeout=0.5" STDOUT 2>&1)
  case $said in *${greeting}*) echo "$n allowed" ;; *) echo "$n denied" ;; esac
  n=$((n+1))
done
echo done
exec sleep 2147483647`

export const firstAttemptsArguments = ({ address, port }: Dial): readonly string[] => [
  ...['sh', '-c', script, 'first', address, String(port)],
]

/** Allowed where a single one of the attempts got through; nothing is said of a series that is not complete. */
export function parseFirstAttempts(log: string): Answer {
  const attempts = [...log.matchAll(/^(\d+) (allowed|denied)$/gm)].map(([, , is]) => is)
  const allowed = attempts.filter((is) => is === 'allowed').length
  if (attempts.length !== count || !/^done$/m.test(log))
    return { connectivity: 'error', note: `${String(attempts.length)} of ${String(count)} attempts were recorded` }
  return {
    connectivity: allowed > 0 ? 'allowed' : 'dropped',
    note: `${String(allowed)} of the first ${String(count)} attempts got through`,
  }
}
