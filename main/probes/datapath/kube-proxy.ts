import { z } from 'zod'
import type { ProbeContext } from '../probe.ts'
import { getJson } from '../kubernetes-api.ts'

export const kubeProxySchema = z.object({
  /** Pods of its DaemonSet, wanted and ready; absent where there is no DaemonSet. */
  daemonSet: z.object({ desired: z.number(), ready: z.number() }).optional(),
  /** Of its ConfigMap; empty is the program's default. */
  mode: z.string().optional(),
})
export type KubeProxy = z.infer<typeof kubeProxySchema>

const daemonSet = z.object({
  status: z.object({ desiredNumberScheduled: z.number(), numberReady: z.number() }),
})
const configMap = z.object({ data: z.record(z.string(), z.string()).default({}) })

export const kubeProxyPaths = {
  daemonSet: '/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy',
  configMap: '/api/v1/namespaces/kube-system/configmaps/kube-proxy',
} as const

export async function readKubeProxy(context: ProbeContext): Promise<KubeProxy> {
  const [set, config] = await Promise.all([
    getJson(context, 'kube-proxy', kubeProxyPaths.daemonSet, daemonSet),
    getJson(context, 'kube-proxy configuration', kubeProxyPaths.configMap, configMap),
  ])
  return {
    daemonSet: set && { desired: set.status.desiredNumberScheduled, ready: set.status.numberReady },
    mode: readMode(config?.data['config.conf']),
  }
}

/** The `mode:` of a KubeProxyConfiguration; the top-level key alone. */
export const readMode = (yaml: string | undefined): string | undefined =>
  /^mode: *(.*)$/m
    .exec(yaml ?? '')?.[1]
    ?.replaceAll(/["']/g, '')
    .trim()
