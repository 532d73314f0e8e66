import { homedir, tmpdir } from 'node:os'
import { isAbsolute, relative, sep } from 'node:path'
import { LabError } from '../../system/errors.ts'
import { defaultPaths } from '../../system/paths.ts'
import type { EngineInfo } from './engine-info.ts'

const title = 'Cannot make kind clusters'
/** Without these kind refuses to make a node. Source: validateProvider in kind's pkg/cluster/internal/create. */
const neededControllers = ['cpu', 'memory', 'pids']

const delegate =
  'sudo mkdir -p /etc/systemd/system/user@.service.d && printf "[Service]\\nDelegate=cpu cpuset io memory pids\\n" | sudo tee /etc/systemd/system/user@.service.d/delegate.conf && sudo systemctl daemon-reload'

/** What an engine that answers said of itself that keeps kind from working with it. */
export const engineRefusal = (info: EngineInfo, folders: Folders = ownFolders()): LabError | undefined =>
  remoteRefusal(info) ?? controllersRefusal(info) ?? snapRefusal(info, folders)

function remoteRefusal({ remote }: EngineInfo): LabError | undefined {
  if (remote === undefined) return undefined
  return new LabError({
    code: 'no-engine',
    title,
    message: `the engine is on another machine (${remote}), and kind publishes a cluster’s API server on 127.0.0.1 there.`,
    hint: 'Run the lab there: ssh -L 7700:127.0.0.1:7700 HOST cnilab serve --port 7700; or use an engine here: unset DOCKER_HOST; docker context use default',
  })
}

function controllersRefusal({ rootless = false, controllers }: EngineInfo): LabError | undefined {
  const missing = rootless && controllers ? neededControllers.filter((each) => !controllers.includes(each)) : []
  if (missing.length === 0) return undefined
  return new LabError({
    code: 'kernel-lacks',
    title,
    message: `the engine runs without root and is not given the cgroup ${missing.length === 1 ? 'controller' : 'controllers'} ${missing.join(', ')}.`,
    hint: `${delegate}, then log in again; for one command: systemd-run --user --scope -p Delegate=yes cnilab run`,
  })
}

/** Folders whose files are handed to the engine's command. */
export interface Folders {
  readonly home: string
  readonly handedOver: readonly string[]
}

const ownFolders = (): Folders => ({ home: homedir(), handedOver: [tmpdir(), defaultPaths().cache] })

/** Docker as a snap has a /tmp of its own, and of a home folder it sees what is not hidden. */
function snapRefusal({ storage }: EngineInfo, { home, handedOver }: Folders): LabError | undefined {
  const isSeen = (folder: string) => {
    const below = relative(home, folder)
    return !below.startsWith('..') && !isAbsolute(below) && !below.split(sep).some((part) => part.startsWith('.'))
  }
  const unseen = handedOver.filter((folder) => !isSeen(folder))
  if (!storage.startsWith('/var/snap/docker/') || unseen.length === 0) return undefined
  return new LabError({
    code: 'no-engine',
    title,
    message: `Docker is installed as a snap here, which does not see ${unseen.join(' and ')}: images and plugins cannot be handed over.`,
    hint: 'mkdir -p ~/cnilab/tmp && export TMPDIR=~/cnilab/tmp CNILAB_HOME=~/cnilab',
  })
}
