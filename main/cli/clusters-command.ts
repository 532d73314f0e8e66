import type { Command } from 'commander'
import { Option } from 'commander'
import type { EngineId } from '../clusters/kind/engine.ts'
import type { StepReporter } from '../clusters/cluster.ts'
import { findVariant } from '../cnis/index.ts'
import { chooseCatalog } from '../lab/catalog-choice.ts'
import { seconds } from '../lab/event-line.ts'
import { openKindClusters, openRuntime } from '../lab/runtimes.ts'
import { LabError } from '../system/errors.ts'
import { execInteractively } from '../system/exec.ts'
import { defaultPaths } from '../system/paths.ts'
import { columns } from './columns.ts'
import type { CommandContext } from './command-context.ts'

interface Flags {
  readonly engine?: EngineId
  readonly catalog?: string
}

export function addClustersCommand(program: Command, { signal, exitWith }: CommandContext): void {
  const clusters = program.command('clusters').description('the lab’s own kind clusters on this machine')
  const open = ({ engine }: Flags) => openKindClusters({ paths: defaultPaths(), engine }, signal)
  const command = (nameAndArguments: string, description: string) =>
    clusters
      .command(nameAndArguments)
      .description(description)
      .addOption(new Option('--engine <id>', 'container engine').choices(['docker', 'podman']))

  command('create <variant>', 'make a cluster of a variant and leave it')
    .option('--catalog <file>', 'versions, sources and images instead of the pinned ones')
    .action((variant: string, flags: Flags) => create(variant, flags, signal))
  command('list', 'list them').action(async (flags: Flags) => {
    const rows = (await (await open(flags)).list()).map(({ name, note, state, nodes }) => [
      name,
      note?.variant ?? 'unknown variant',
      state,
      `${String(nodes)} nodes`,
      note?.createdAt ?? '',
    ])
    console.log(rows.length > 0 ? columns(rows) : 'There are none.')
  })
  command('kubeconfig <name>', 'print the path of its kubeconfig').action(async (name: string, flags: Flags) => {
    const found = await open(flags)
    console.log(found.kubeconfig((await found.find(name)).name))
  })
  command('shell <name>', 'open a shell in which kubectl speaks to it').action(async (name: string, flags: Flags) => {
    const found = await open(flags)
    const kubeconfig = found.kubeconfig((await found.find(name)).name)
    exitWith(await execInteractively(process.env.SHELL ?? '/bin/sh', { KUBECONFIG: kubeconfig }))
  })
  command('delete <name...>', 'delete some').action(async (names: readonly string[], flags: Flags) => {
    const found = await open(flags)
    for (const name of names) {
      await found.delete(name)
      console.log(`Deleted ${name}.`)
    }
  })
  command('prune', 'delete what interrupted runs left').action(async (flags: Flags) => {
    const found = await open(flags)
    const deleted = await found.prune()
    console.log(deleted.length > 0 ? deleted.map((name) => `Deleted ${name}.`).join('\n') : 'Nothing was left over.')
    for (const { name, state } of await found.list())
      if (state === 'unknown')
        console.log(`${name} is not known here. If nothing uses it: cnilab clusters delete ${name}`)
  })
}

async function create(id: string, { engine, catalog: file }: Flags, signal: AbortSignal): Promise<void> {
  const variant = findVariant(id)
  if (variant.runtime !== 'kind')
    throw new LabError({
      code: 'bad-usage',
      title: `Cannot leave a cluster of ${id}`,
      message: 'network namespaces live only as long as the command that made them.',
      hint: `They are made within a second: cnilab run --variants ${id}`,
    })
  const catalog = await chooseCatalog(file)
  const runtime = await openRuntime(
    'kind',
    { paths: defaultPaths(), catalog, engine, keep: () => true, viaSudo: false },
    signal,
  )
  await runtime.preflight([variant], signal)
  const cluster = await runtime.acquire(variant, { signal, steps: stepLines, owner: `cnilab clusters create ${id}` })
  await cluster.close()
  console.log(cluster.name)
  console.error(`Use it:    cnilab clusters shell ${cluster.name}\nDelete it: cnilab clusters delete ${cluster.name}`)
}

const stepLines: StepReporter = {
  log: () => undefined,
  step: async (title, run) => {
    const startedAtMs = Date.now()
    const result = await run()
    console.error(`✓ ${title}  ${seconds(Date.now() - startedAtMs)}`)
    return result
  },
}
