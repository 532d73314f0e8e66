export interface Dial {
  /** `DNS`: a question to a name server; `CONNECT`: a TCP connection, whatever is said over it; `HTTP`: a request by curl. */
  readonly how: 'TCP' | 'UDP' | 'SCTP' | 'DNS-UDP' | 'DNS-TCP' | 'CONNECT' | 'HTTP'
  /** An address or a name; with `HTTP` the URL. */
  readonly address: string
  readonly port: number
  /** Words for curl with `HTTP`, for socat (`,name=value`) with the others. */
  readonly options?: string
}

/** A name that every cluster's DNS knows. */
export const askedName = 'kubernetes.default.svc.cluster.local.'

/**
 * Dials all targets at once, each for `$limit` seconds (DNS a whole one), and prints `number|exit code|what was printed` for each.
 * The first line tells that it has begun. UDP needs an answer: that nothing comes back is the only way in which a dropped packet shows.
 */
const script = `set -f
check() {
  to=$3 v=4
  case $2-$3 in *-*:*:*) to="[$3]" v=6 ;; esac
  case $2 in
    TCP) said=$(timeout -s KILL 3 socat -T$limit -u "TCP$v:$to:$4,connect-timeout=$limit$5" STDOUT 2>&1) ;;
    CONNECT) said=$(timeout -s KILL 3 socat -u /dev/null "TCP$v:$to:$4,connect-timeout=$limit$5" 2>&1) ;;
    SCTP) said=$(timeout -s KILL 3 socat -T$limit -u "SCTP$v-CONNECT:$to:$4,connect-timeout=$limit$5" STDOUT 2>&1) ;;
    UDP) said=$(timeout -s KILL 3 socat -t0 -T$limit "UDP$v:$to:$4$5" SYSTEM:'echo hello; read -r line && echo "$line" >&2' 2>&1) ;;
    DNS-UDP) said=$(timeout -s KILL 3 dig +time=1 +tries=1 +short "@$3" -p "$4" ${askedName} 2>&1) ;;
    DNS-TCP) said=$(timeout -s KILL 3 dig +tcp +time=1 +tries=1 +short "@$3" -p "$4" ${askedName} 2>&1) ;;
    HTTP) said=$(timeout -s KILL 4 curl -sS --connect-timeout $limit -m 3 -w ' status %{http_code}' $5 "$3" 2>&1) ;;
  esac
  code=$?
  printf '%s|%s|%s\\n' "$1" "$code" "$(echo $said)"
}
echo begun
limit=$1
shift
while [ $# -gt 0 ]; do
  check "$1" "$2" "$3" "$4" "$5" &
  shift 5
done
wait`

/** Long enough for a handshake on a busy machine: what does not answer by then counts as dropped. */
export const fullTimeoutMs = 1_000

/** The command that tries these, numbered from 0. */
export const checkArguments = (dials: readonly Dial[], timeoutMs = fullTimeoutMs): readonly string[] => [
  ...['timeout', '-s', 'KILL', '8', 'sh', '-c', script, 'check', String(timeoutMs / 1000)],
  ...dials.flatMap(({ how, address, port, options }, index) => [
    ...[String(index), how, address, String(port), options ?? ''],
  ]),
]
