import type { Measurement } from '../measurement.ts'

const port = 8080
export const bodyBytes = 1024

/**
 * One process, everything it writes in its own folder, so that it starts in nginx's official image, with Debian's package and in
 * a user namespace where only uid 0 is mapped (hence `user root`: nginx hands its temporary folders to that user).
 * Source of the directives: nginx.org/en/docs, ngx_core_module and ngx_http_core_module.
 */
const config = `daemon off;
master_process off;
user root;
worker_processes 1;
error_log stderr;
pid nginx.pid;
events { worker_connections 1024; }
http {
  access_log off;
  client_body_temp_path body;
  proxy_temp_path proxy;
  fastcgi_temp_path fastcgi;
  uwsgi_temp_path uwsgi;
  scgi_temp_path scgi;
  keepalive_requests 100000000;
  default_type text/plain;
  server {
    listen ${String(port)};
    location / { return 200 "${'.'.repeat(bodyBytes)}"; }
  }
}
`

/** Every runtime gives a Pod a /tmp of its own. */
const start =
  'mkdir -p /tmp/http-server && cd /tmp/http-server && printf %s "$1" > nginx.conf && exec nginx -p . -c nginx.conf'

/** nginx answering every request with the same 1 KiB. */
export const httpServer = {
  name: 'http-server',
  image: 'http-server',
  argv: ['sh', '-c', start, 'http-server', config],
  port,
} satisfies Measurement['server']
