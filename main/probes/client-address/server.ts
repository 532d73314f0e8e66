import type { Measurement } from '../measurement.ts'

/** Free on nodes, too, where one of the Pods is in their network: Flannel answers for its health on 8081. */
const port = 5207

/** As the server of `http-latency`: one process that starts in nginx's image, with Debian's package and in a user namespace. */
const config = `daemon off;
master_process off;
user root;
worker_processes 1;
error_log stderr;
pid nginx.pid;
events { worker_connections 64; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  default_type text/plain;
  server {
    listen ${String(port)};
    location / { return 200 "$remote_addr"; }
  }
}
`

const start =
  'mkdir -p /tmp/client-address && cd /tmp/client-address && printf %s "$1" > nginx.conf && exec nginx -p . -c nginx.conf'

/** nginx answering every request with the address that it comes from. */
export const addressServer = {
  name: 'client-address',
  image: 'http-server',
  argv: ['sh', '-c', start, 'client-address', config],
  port,
} satisfies Measurement['server']
