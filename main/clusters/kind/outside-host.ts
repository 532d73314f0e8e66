import { LabError } from '../../system/errors.ts'
import type { Pod } from '../cluster.ts'
import { companionLabel, type Engine } from './engine.ts'

interface OutsideHost {
  readonly cluster: string
  /** A node whose network it joins. */
  readonly node: string
  readonly image: string
  readonly argv: readonly string[]
}

/** A container in the nodes' network that is none of them: what a cluster sees of the world outside. An earlier one is replaced. */
export async function startOutsideHost(engine: Engine, host: OutsideHost, signal: AbortSignal): Promise<Pod> {
  const { cluster, node, image, argv } = host
  const name = `${cluster}-outside`
  const [network = ''] = await networksOf(engine, node, signal)
  await engine.removeCompanions(cluster)
  await engine.run(
    [
      ...['run', '--detach', '--name', name, '--hostname', 'outside', '--label', `${companionLabel}=${cluster}`],
      // It may get addresses and routes of its own: rules by addresses are tried from and to them.
      ...['--network', network, '--cap-add', 'NET_ADMIN', '--entrypoint', argv[0] ?? 'true', image, ...argv.slice(1)],
    ],
    { signal, doing: `start a host outside of ${cluster}` },
  )
  const address = await addressOf(engine, name, network, signal)
  return {
    name: 'outside',
    node: name,
    address,
    exec: (command, options) => engine.inNode(name, command, { signal: options.signal, onFailure: 'return' }),
  }
}

async function networksOf(engine: Engine, container: string, signal: AbortSignal): Promise<readonly string[]> {
  const format = '{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}'
  const { stdout } = await engine.run(['inspect', '--format', format, container], { signal })
  return stdout.trim().split(' ')
}

async function addressOf(engine: Engine, container: string, network: string, signal: AbortSignal): Promise<string> {
  const format = `{{(index .NetworkSettings.Networks "${network}").IPAddress}}`
  const { stdout } = await engine.run(['inspect', '--format', format, container], { signal })
  if (stdout.trim() !== '') return stdout.trim()
  throw new LabError({
    code: 'cluster-failed',
    title: `Cannot start a host outside of the cluster`,
    message: `the container ${container} has no address in the network ${network}: it may have ended at once.`,
    command: `${engine.id} logs ${container}`,
  })
}
