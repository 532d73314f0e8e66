import { nginxServer } from '../nginx.ts'

/** Free on nodes, too, where one of the Pods is in their network: Flannel answers for its health on 8081. */
const port = 5207

/** Answers every request with the address that it comes from. */
export const addressServer = nginxServer({ name: 'client-address', port, answer: '$remote_addr' })
