import { nginxServer } from '../nginx.ts'

export const bodyBytes = 1024

/** Answers every request with the same 1 KiB, on one connection for as long as a client likes. */
export const httpServer = nginxServer({
  ...{ name: 'http-server', port: 8080 },
  http: 'keepalive_requests 100000000;',
  answer: '.'.repeat(bodyBytes),
})
