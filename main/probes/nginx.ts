import type { Measurement } from './measurement.ts'

interface Server {
  readonly name: string
  readonly port: number
  /** Directives of the http block besides the usual ones. */
  readonly http?: string
  /** What is answered to every request, as nginx writes a text: variables are filled in. */
  readonly answer: string
}

/**
 * nginx answering every request with one text. One process, everything it writes in its own folder, so that it starts in nginx's
 * official image, with Debian's package and in a user namespace where only uid 0 is mapped (hence `user root`: nginx hands its
 * temporary folders to that user). Every runtime gives a Pod a /tmp of its own.
 * Source of the directives: nginx.org/en/docs, ngx_core_module and ngx_http_core_module.
 */
export const nginxServer = ({ name, port, http, answer }: Server) => {
  const folder = `/tmp/${name}`
  const start = `mkdir -p ${folder} && cd ${folder} && printf %s "$1" > nginx.conf && exec nginx -p . -c nginx.conf`
  return {
    ...{ name, image: 'http-server', port },
    argv: ['sh', '-c', start, name, configOf({ port, http, answer })],
  } as const satisfies Measurement['server']
}

const configOf = ({ port, http, answer }: Pick<Server, 'port' | 'http' | 'answer'>) => `daemon off;
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
${http === undefined ? '' : `  ${http}\n`}  default_type text/plain;
  server {
    listen ${String(port)};
    location / { return 200 "${answer}"; }
  }
}
`
