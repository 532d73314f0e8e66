import { greeting } from './serve-script.ts'
import type { Answer } from './parse-look.ts'
import type { Dial } from './try-script.ts'

const count = 12

/** Tries one TCP target again and again from the Pod's first moment on, half a second each at most; then stays. */
const script = `n=0
while [ $n -lt ${String(count)} ]; do
  said=$(timeout -s KILL 2 socat -T0.5 -u "TCP4:$1:$2,connect-timeout=0.5" STDOUT 2>&1)
  case $said in *${greeting}*) echo "$n open" ;; *) echo "$n shut" ;; esac
  n=$((n+1))
done
echo done
exec sleep 2147483647`

export const firstTriesArguments = ({ address, port }: Dial): readonly string[] => [
  ...['sh', '-c', script, 'first', address, String(port)],
]

/** Open where a single one of the tries got through; nothing is said of a series that is not complete. */
export function parseFirstTries(log: string): Answer {
  const tries = [...log.matchAll(/^(\d+) (open|shut)$/gm)].map(([, , is]) => is)
  const open = tries.filter((is) => is === 'open').length
  if (tries.length !== count || !/^done$/m.test(log))
    return { reach: 'error', note: `${String(tries.length)} of ${String(count)} tries were recorded` }
  return {
    reach: open > 0 ? 'open' : 'dropped',
    note: `${String(open)} of the first ${String(count)} tries got through`,
  }
}
