export interface Dial {
  /** `DNS`: a question to a name server; `CONNECT`: a TCP connection, whatever is said over it. */
  readonly how: 'TCP' | 'UDP' | 'SCTP' | 'DNS-UDP' | 'DNS-TCP' | 'CONNECT'
  readonly address: string
  readonly port: number
}

/** A name that every cluster's DNS knows. */
export const askedName = 'kubernetes.default.svc.cluster.local.'

/**
 * Tries all targets at once, one second each, and prints `number|exit code|what was printed` for each. The first line tells that it
 * has begun. UDP needs an answer: that nothing comes back is the only way in which a dropped packet shows.
 */
const script = `set -f
try() {
  case $2 in
    TCP) said=$(timeout -s KILL 3 socat -T1 -u "TCP4:$3:$4,connect-timeout=1" STDOUT 2>&1) ;;
    CONNECT) said=$(timeout -s KILL 3 socat -u /dev/null "TCP4:$3:$4,connect-timeout=1" 2>&1) ;;
    SCTP) said=$(timeout -s KILL 3 socat -T1 -u "SCTP4-CONNECT:$3:$4,connect-timeout=1" STDOUT 2>&1) ;;
    UDP) said=$(timeout -s KILL 3 socat -t0 -T1 "UDP4:$3:$4" SYSTEM:'echo hello; read -r line && echo "$line" >&2' 2>&1) ;;
    DNS-UDP) said=$(timeout -s KILL 3 dig +time=1 +tries=1 +short "@$3" -p "$4" ${askedName} 2>&1) ;;
    DNS-TCP) said=$(timeout -s KILL 3 dig +tcp +time=1 +tries=1 +short "@$3" -p "$4" ${askedName} 2>&1) ;;
  esac
  code=$?
  printf '%s|%s|%s\\n' "$1" "$code" "$(echo $said)"
}
echo begun
while [ $# -gt 0 ]; do
  try "$1" "$2" "$3" "$4" &
  shift 4
done
wait`

/** The command that tries these, numbered from 0. */
export const tryArguments = (dials: readonly Dial[]): readonly string[] => [
  ...['timeout', '-s', 'KILL', '8', 'sh', '-c', script, 'try'],
  ...dials.flatMap(({ how, address, port }, index) => [String(index), how, address, String(port)]),
]

/** What the servers of the fixture answer: who they are, and whom they see. */
export const greeting = 'cnilab-answer'

/** Serves what the attempts ask for. Bound to the Pod's address, so that an answer leaves from where the question came to. */
export const serveScript = `answer='echo ${greeting} '$NAME' $SOCAT_PEERADDR'
serve() { socat "$1" SYSTEM:"$answer" & }
for port in \${TCP-80 81 8001}; do serve "TCP4-LISTEN:$port,bind=$ADDRESS,fork,reuseaddr"; done
# Reads the question first: socat drops the answer of a program that has ended before it was asked.
ask() { socat "$1" SYSTEM:"read -r asked; $answer" & }
for port in \${UDP-80}; do ask "UDP4-RECVFROM:$port,bind=$ADDRESS,fork,reuseaddr"; done
serve "SCTP4-LISTEN:80,bind=$ADDRESS,fork,reuseaddr"
socat "TCP4-LISTEN:8002,bind=$ADDRESS,fork,reuseaddr" PIPE &
wait
# Whatever ended, the Pod stays: a server that is down must show as one.
exec sleep 2147483647`
