/** What the servers of the fixture answer: who they are, and whom they see. */
export const greeting = 'cnilab-answer'

/**
 * Serves what the attempts ask for: the greeting on the ports of `TCP`, `UDP` and `SCTP`, an echo on those of `ECHO`, the greeting
 * by HTTP on those of `HTTP`. Bound to each of `ADDRESSES`, so that an answer leaves from where the question came to.
 */
export const serveScript = `answer='echo ${greeting} '$NAME' $SOCAT_PEERADDR'
serve() { socat "$1" SYSTEM:"$answer" & }
# Reads the question first: socat drops the answer of a program that has ended before it was asked. One that waits for the rest of
# a question gets those of others, on the socket that all share, so that it may not wait for long (-T). And socat ends itself when
# an answer comes back as undeliverable, which is the asker's matter.
ask() { while :; do socat -T1 "$1" SYSTEM:"read -r asked; $answer"; sleep 1; done & }
cat > /tmp/cnilab-http <<'END'
while read -r line; do [ "\${#line}" -gt 1 ] || break; done
body="${greeting} $NAME $SOCAT_PEERADDR"
printf 'HTTP/1.1 200 OK\\r\\nContent-Length: %s\\r\\nConnection: close\\r\\n\\r\\n%s' "\${#body}" "$body"
END
export NAME
for address in $(echo "$ADDRESSES" | tr , ' '); do
  case $address in
    *:*) v=6 at="bind=[$address],ipv6only=1,fork,reuseaddr" ;;
    *) v=4 at="bind=$address,fork,reuseaddr" ;;
  esac
  for port in \${TCP-}; do serve "TCP$v-LISTEN:$port,$at"; done
  for port in \${UDP-}; do ask "UDP$v-RECVFROM:$port,$at"; done
  for port in \${SCTP-}; do serve "SCTP$v-LISTEN:$port,$at"; done
  for port in \${ECHO-}; do socat "TCP$v-LISTEN:$port,$at" PIPE & done
  for port in \${HTTP-}; do socat "TCP$v-LISTEN:$port,$at" EXEC:'sh /tmp/cnilab-http' & done
done
wait
# Whatever ended, the Pod stays: a server that is down must show as one.
exec sleep 2147483647`
