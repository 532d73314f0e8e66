import type { KnownCause } from './known-cause.ts'

const notReady = { code: 'not-ready' } as const

/** Why a CNI’s Pods do not get ready, in the words of Pods, their events and their last output. */
export const podCauses: readonly KnownCause[] = [
  {
    ...notReady,
    id: 'bird-not-established',
    pattern: /BIRD is not ready: BGP not established with [^\n]*/,
    cause: 'Calico has taken a wrong address of the node, or TCP port 179 is closed',
    fix: 'Set IP_AUTODETECTION_METHOD=kubernetes-internal-ip in the manifest (nodeAddressAutodetectionV4 with the operator).',
    source: 'projectcalico/calico#8607, #2561',
  },
  {
    ...notReady,
    id: 'bird-missing',
    pattern: /BIRD is not ready: [^\n]*/,
    cause: 'Calico’s BIRD does not run, which a VXLAN backend does not need',
    fix: 'Leave the BIRD probes out of the manifest (calico-vxlan.yaml has none).',
    source: 'projectcalico/calico#3541',
  },
  {
    ...notReady,
    id: 'api-server-by-service',
    pattern: /Unable to contact k8s api-server[^\n]*/,
    cause: 'Nothing leads to the Service of the API server, as without kube-proxy',
    fix: 'Set k8sServiceHost (CLUSTER-control-plane) and k8sServicePort (6443) in the CNI’s values.',
    source: 'cilium/cilium#20679',
  },
  {
    ...notReady,
    id: 'br-netfilter',
    pattern: /Failed to check br_netfilter[^\n]*|bridge-nf-call-iptables: no such file[^\n]*/,
    cause: 'The module br_netfilter is not loaded',
    fix: 'sudo modprobe br_netfilter',
    source: 'flannel-io/flannel#2166, #2254',
  },
  {
    ...notReady,
    id: 'plugin-missing',
    pattern: /failed to find plugin "[^"]*" in path [^\n]*/,
    cause: 'The node image has not this CNI plugin',
    fix: 'Name the plugin’s archive in a catalog: --catalog FILE (see docs/catalog.md).',
    source: 'flannel-io/flannel#1847',
  },
  {
    ...notReady,
    id: 'pod-cidr',
    pattern:
      /subnet \S+ specified in the flannel net config doesn't contain[^\n]*|IPPool \S+ is not within the platform's configured pod network CIDR[^\n]*/,
    cause: 'The CNI’s range of addresses is not that of the cluster',
    fix: 'Set the manifest’s network to 10.244.0.0/16.',
    source: 'flannel-io/flannel, pkg/subnet/kube; tigera/operator, pkg/controller/ippool',
  },
  {
    ...notReady,
    id: 'xtables',
    pattern: /Couldn't load (?:match|target) [^\n]*|Extension \S+ revision \d+ not supported, missing kernel module\?/,
    cause: 'The kernel lacks a module of iptables',
    fix: 'sudo modprobe -a xt_set ip_set xt_rpfilter xt_TPROXY xt_socket',
    source: 'kubernetes-sigs/kind#2170, cilium/cilium#21446',
  },
  {
    ...notReady,
    id: 'bpf-mount',
    whole: true,
    pattern: /\/sys\/fs\/bpf: permission denied[^\n]*|can't attach program: operation not permitted[^\n]*/,
    cause: 'eBPF is not permitted in these nodes, as with an engine without root',
    fix: 'Use an engine with root: podman machine set --rootful, or docker.',
    source: 'kubernetes-sigs/kind#3545, cilium/cilium#34938',
  },
  {
    ...notReady,
    id: 'image-pull',
    pattern: /(?:ErrImagePull|ImagePullBackOff|ErrImageNeverPull|InvalidImageName): [^\n]*/,
    fix: 'Check the image’s name, and that this machine reaches its registry: docker pull IMAGE',
    source: 'kubernetes.io/docs/concepts/containers/images',
  },
  {
    ...notReady,
    id: 'oom-killed',
    pattern: /OOMKilled[^\n]*/,
    cause: 'The Pod needs more memory than it is allowed',
    fix: 'Raise the memory limit in the manifest or the values.',
    source: 'projectcalico/calico, calico-node in eBPF mode',
  },
  {
    ...notReady,
    id: 'unschedulable',
    pattern: /\d+\/\d+ nodes are available: [^\n]*/,
    fix: 'cnilab doctor',
    source: 'kubernetes.io/docs/concepts/scheduling-eviction',
  },
]
