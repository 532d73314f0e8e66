import type { KnownCause } from './known-cause.ts'

export const raiseInotify = 'sudo sysctl fs.inotify.max_user_instances=1024 fs.inotify.max_user_watches=524288'

/** Why nodes are not made, or do not boot: the innermost first, for a wrapper's words stand in the same text. */
export const nodeCauses: readonly KnownCause[] = [
  {
    id: 'no-space',
    whole: true,
    pattern: /no space left on device/i,
    code: 'no-space',
    fix: 'docker system df && docker system prune --volumes',
    source: 'kubernetes-sigs/kind#1359',
  },
  {
    id: 'port-taken',
    pattern:
      /(?:Bind for \S+ failed|listen tcp\d? \S+ bind|Ports are not available[^\n]*?): (?:port is already allocated|address already in use)|port is already allocated/i,
    code: 'cluster-failed',
    fix: 'docker ps --format "{{.Names}} {{.Ports}}" shows which container has the port (ss -ltnp: which program); try again, kind then takes another.',
    source: 'overlock-network/overlock#64',
  },
  {
    id: 'iptables-chain',
    pattern: /iptables(?: v[\d.]+ \S+)?: No chain\/target\/match by that name/i,
    cause: 'Something has flushed Docker’s iptables rules',
    code: 'command-failed',
    fix: 'sudo systemctl restart docker',
    source: 'kubernetes-sigs/kind#1410',
  },
  {
    id: 'inotify',
    whole: true,
    pattern: /(?:too many open files|Failed to (?:create|allocate) (?:inotify|manager) object)[^\n]*/i,
    cause: 'The limits of inotify are too low for so many nodes',
    code: 'kernel-lacks',
    fix: raiseInotify,
    source: 'kind.sigs.k8s.io/docs/user/known-issues, kubernetes/kubernetes#104303',
  },
  {
    id: 'rootless-delegate',
    pattern: /running kind with rootless provider requires [^\n]*/,
    code: 'kernel-lacks',
    fix: 'sudo mkdir -p /etc/systemd/system/user@.service.d && printf "[Service]\\nDelegate=yes\\n" | sudo tee /etc/systemd/system/user@.service.d/delegate.conf && sudo systemctl daemon-reload, then log in again',
    source: 'kind.sigs.k8s.io/docs/user/rootless, kubernetes-sigs/kind#2254',
  },
  {
    id: 'network-ambiguous',
    pattern: /network \S+ is ambiguous[^\n]*/,
    cause: 'Two networks have the same name',
    code: 'command-failed',
    fix: 'docker network ls --filter name=kind, then docker network rm ID of the newer one',
    source: 'kubernetes-sigs/kind#1596',
  },
  {
    id: 'no-subnet',
    pattern:
      /(?:could not find an available, non-overlapping|all predefined address pools have been fully subnetted)[^\n]*/,
    code: 'command-failed',
    fix: 'docker network prune',
    source: 'moby/moby, daemon/libnetwork/ipams/defaultipam',
  },
  {
    id: 'pull-limit',
    pattern:
      /toomanyrequests[^\n]*|429 Too Many Requests[^\n]*|You have reached your (?:unauthenticated )?pull rate limit[^\n]*/i,
    cause: 'Docker Hub gives this address no more images for now',
    code: 'download-failed',
    fix: 'docker login',
    source: 'docs.docker.com/docker-hub/usage',
  },
  {
    id: 'image-unknown',
    whole: true,
    pattern: /(?:manifest for \S+ not found|manifest unknown|pull access denied)[^\n]*/i,
    code: 'download-failed',
    fix: 'Check the image’s name in the catalog: --catalog FILE.',
    source: 'docs.docker.com/reference/cli/docker/image/pull',
  },
  {
    id: 'registry-unreachable',
    pattern:
      /dial tcp[^\n]*(?:lookup|i\/o timeout|network is unreachable|no such host|connection refused)[^\n]*|Client\.Timeout exceeded[^\n]*|TLS handshake timeout/i,
    cause: 'The registry is not reached',
    code: 'cluster-failed',
    fix: 'docker pull the image by hand; behind a proxy: docs.docker.com/engine/daemon/proxy',
    source: 'recorded: kind 0.33.0 without a network',
  },
  {
    id: 'image-content',
    pattern: /ctr: content digest \S+ not found/,
    cause: 'Docker’s containerd image store saved an archive without some of its layers',
    code: 'command-failed',
    fix: 'docker image rm the image and pull it again for this platform: docker pull --platform linux/amd64 IMAGE',
    source: 'kubernetes-sigs/kind#3795',
  },
  {
    id: 'name-taken',
    pattern: /node\(s\) already exist for a cluster with the name "[^"]*"/,
    code: 'command-failed',
    fix: 'cnilab clusters prune',
    source: 'kind.sigs.k8s.io/docs/user/quick-start',
  },
  {
    id: 'kubeconfig-lock',
    pattern: /failed to lock config file[^\n]*/,
    cause: 'A kind that died has left its lock',
    code: 'command-failed',
    fix: 'Delete the .lock file that is named.',
    source: 'kubernetes-sigs/kind, pkg/cluster/internal/kubeconfig/internal/kubeconfig/lock.go',
  },
  {
    id: 'wsl-cgroups',
    pattern: /error adding pid \d+ to cgroups[^\n]*/,
    cause: 'The kernel of WSL mixes cgroups of version 1 and 2',
    code: 'kernel-lacks',
    fix: 'In .wslconfig, below [wsl2]: kernelCommandLine = cgroup_no_v1=all, then wsl --shutdown',
    source: 'kind.sigs.k8s.io/docs/user/using-wsl2',
  },
  {
    id: 'kubelet-unhealthy',
    pattern: /The kubelet is not (?:healthy|running)[^\n]*/i,
    cause: 'The node’s kubelet does not start: mostly too little memory or disk, or cgroup v1',
    code: 'cluster-failed',
    fix: 'cnilab doctor',
    source: 'kubernetes-sigs/kind#3545, kind.sigs.k8s.io/docs/user/known-issues',
  },
  {
    id: 'memory-killed',
    pattern: /exit status 137|OOMKilled|signal: killed/i,
    cause: 'A program of the node was killed, mostly for want of memory',
    code: 'no-memory',
    fix: 'Name fewer variants (--variants), or give the engine’s machine more memory.',
    source: 'kind.sigs.k8s.io/docs/user/known-issues',
  },
  {
    id: 'node-not-booted',
    pattern: /could not find a log line that matches [^\n]*/,
    cause: 'The node did not boot: mostly the limits of inotify, cgroups, or an engine without root',
    code: 'cluster-failed',
    fix: raiseInotify,
    source: 'kubernetes-sigs/kind#3423',
  },
]
