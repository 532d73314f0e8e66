import type { KnownCause } from './known-cause.ts'

const noEngine = { code: 'no-engine' } as const
const startDocker = {
  linux: 'sudo systemctl start docker',
  darwin: 'open -a Docker',
  win32: 'start "" "C:\\Program Files\\Docker\\Docker\\Docker Desktop.exe"',
}
const socket = (path: string) => ({ pattern: new RegExp(path), whole: true })

/** Why an engine does not answer: the more special ones first. */
export const engineCauses: readonly KnownCause[] = [
  {
    ...noEngine,
    id: 'docker-socket-permission',
    pattern:
      /permission denied while trying to connect to the [^\n]*|dial unix [^\n]*docker\.sock: connect: permission denied/i,
    cause: 'This user may not speak to Docker',
    fix: { linux: 'sudo usermod -aG docker "$USER" && newgrp docker', darwin: 'open -a Docker' },
    source: 'kubernetes/minikube#7605, kubernetes-sigs/kind#860',
  },
  {
    ...noEngine,
    id: 'colima',
    ...socket('/\\.colima/'),
    cause: 'Colima is not running',
    fix: 'colima start',
    source: 'abiosoft/colima#94',
  },
  {
    ...noEngine,
    id: 'orbstack',
    ...socket('/\\.orbstack/'),
    cause: 'OrbStack is not running',
    fix: 'orb start',
    source: 'docs.orbstack.dev/docker',
  },
  {
    ...noEngine,
    id: 'rancher-desktop',
    ...socket('/\\.rd/'),
    cause: 'Rancher Desktop is not running',
    fix: 'rdctl start',
    source: 'docs.rancherdesktop.io/references/rdctl-command-reference',
  },
  {
    ...noEngine,
    id: 'lima',
    ...socket('/\\.lima/'),
    cause: 'The Lima machine is not running',
    fix: 'limactl start docker',
    source: 'lima-vm.io/docs/examples/containers/docker',
  },
  {
    ...noEngine,
    id: 'podman-machine',
    pattern:
      /(?:Cannot connect to Podman|unable to connect to Podman|podman-machine|podman machine (?:init|start))[^\n]*/i,
    cause: 'Podman’s machine is not running',
    fix: {
      linux: 'systemctl --user start podman.socket',
      darwin: 'podman machine start',
      win32: 'podman machine start',
    },
    source: 'podman-container-tools/podman, docs/source/markdown/podman-machine-start.1.md',
  },
  {
    ...noEngine,
    id: 'docker-desktop',
    ...socket('/\\.docker/(?:desktop|run)/'),
    cause: 'Docker Desktop is not running',
    fix: { ...startDocker, linux: 'systemctl --user start docker-desktop' },
    source: 'docs.docker.com/desktop/setup/install/linux',
  },
  {
    ...noEngine,
    id: 'rootless-docker',
    ...socket('/run/user/\\d+/docker\\.sock'),
    cause: 'Rootless Docker is not running',
    fix: 'systemctl --user start docker',
    source: 'docs.docker.com/engine/security/rootless',
  },
  {
    ...noEngine,
    id: 'no-such-context',
    pattern: /context "[^"]*"(?: does not exist|: context not found)[^\n]*|context not found[^\n]*/i,
    fix: 'docker context use default',
    source: 'docs.docker.com/engine/manage-resources/contexts',
  },
  {
    ...noEngine,
    id: 'api-version',
    pattern: /client version [\d.]+ is too (?:old|new)\.[^\n]*/i,
    fix: 'Install a docker command of the server’s version (docker version shows both).',
    source: 'moby/moby, api/server/middleware/version.go',
  },
  {
    ...noEngine,
    id: 'remote-unreachable',
    pattern:
      /(?:ssh: (?:connect to host|Could not resolve)|error during connect: [^\n]*ssh|Cannot connect to the Docker daemon at tcp:)[^\n]*/i,
    cause: 'The engine is on another machine, which does not answer',
    fix: 'unset DOCKER_HOST; docker context use default',
    source: 'kubernetes-sigs/kind#1800',
  },
  {
    ...noEngine,
    id: 'docker-is-podman',
    pattern: /docker is podman here[^\n]*/,
    fix: 'cnilab doctor --engine podman',
    source: 'podman-container-tools/podman#16721',
  },
  {
    ...noEngine,
    id: 'docker-not-running',
    whole: true,
    pattern: /Cannot connect|failed to connect|error during connect|Is the docker daemon running/i,
    cause: 'The engine does not answer',
    fix: startDocker,
    source: 'kubernetes-sigs/kind#2247',
  },
  {
    code: 'missing-tool',
    id: 'not-installed',
    pattern: /\S+ is not installed or not on PATH/,
    fix: {
      linux: 'sudo apt-get install docker.io || sudo dnf install podman',
      darwin: 'brew install colima docker && colima start',
      win32: 'winget install Docker.DockerDesktop',
    },
    source: 'docs.docker.com/engine/install',
  },
]
