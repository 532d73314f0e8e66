import type { PodPort } from '../../policy-model/cluster-model.ts'
import { serveVariables } from './fixture-manifests.ts'
import { serveScript } from './serve-script.ts'

/** What a host outside runs: the same servers as the Pods, on addresses of its own, given as words of the shell. */
export function outsideScript(ports: readonly PodPort[], addresses: string): string {
  const variables = Object.entries({ NAME: 'outside', ADDRESSES: addresses, ...serveVariables(ports) })
  return [...variables.map(([name, value]) => `${name}="${value}"`), serveScript].join('\n')
}
