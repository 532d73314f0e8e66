import { stringify } from 'yaml'
import { podSubnet, podSubnetIpv6, serviceSubnet, serviceSubnetIpv6, type IpFamily } from '../../cnis/recipe.ts'

/** Every lab cluster: two workers for a path between nodes, and probes kept off the control plane. */
export const nodeRoles = ['control-plane', 'worker', 'worker'] as const

/** What a cluster is made like, before any CNI. */
export interface KindShape {
  readonly name: string
  readonly disableDefaultCni: boolean
  readonly ipFamily: IpFamily
}

/**
 * kind's configuration of a lab cluster: one control plane, two workers.
 * A paused cluster must not judge its own nodes dead when it goes on, so that nodes' heartbeats may be late by an hour; and the
 * one scheduler and controller manager there are need not elect themselves, which costs writes and ends them after a pause.
 * A node that was paused calls itself not ready until its kubelet looks again, which it does each 2 s instead of each 10: every
 * turn waits for that. What it sees is still written at the default's pace, or it would be written as often.
 * Source: kubernetes.io, KubeletConfiguration, nodeStatusReportFrequency.
 * The kubeadm patches carry no apiVersion, so that kind fits them to the version it writes.
 */
export const kindConfig = (options: KindShape): string =>
  stringify({
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    name: options.name,
    networking: {
      ipFamily: options.ipFamily,
      disableDefaultCNI: options.disableDefaultCni,
      kubeProxyMode: 'iptables',
      podSubnet: options.ipFamily === 'dual' ? `${podSubnet},${podSubnetIpv6}` : podSubnet,
      serviceSubnet: options.ipFamily === 'dual' ? `${serviceSubnet},${serviceSubnetIpv6}` : serviceSubnet,
      apiServerAddress: '127.0.0.1',
    },
    nodes: nodeRoles.map((role) => ({ role })),
    kubeadmConfigPatches: [
      stringify({
        kind: 'ClusterConfiguration',
        controllerManager: { extraArgs: { 'leader-elect': 'false', 'node-monitor-grace-period': '1h0m0s' } },
        scheduler: { extraArgs: { 'leader-elect': 'false' } },
      }),
      stringify({
        kind: 'KubeletConfiguration',
        nodeStatusUpdateFrequency: '2s',
        nodeStatusReportFrequency: '5m0s',
      }),
    ],
  })
