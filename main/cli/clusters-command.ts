import type { Command } from 'commander'
import type { ClusterEntry } from '../clusters/kept-clusters.ts'
import { createClusterTask, deleteClusterTask, openClusters, pruneTask } from '../lab/cluster-tasks.ts'
import { seconds } from '../lab/event-line.ts'
import type { ClusterLab } from '../lab/lab-context.ts'
import type { Tell } from '../lab/lab-event.ts'
import { execInteractively } from '../system/exec.ts'
import { columns } from './columns.ts'
import type { CommandContext } from './command-context.ts'
import { catalogFlag, engineFlag, type MachineFlags } from './machine-flags.ts'
import { clusterLab, doTask } from './own-lab.ts'
import { say, tell } from './terminal.ts'

export function addClustersCommand(program: Command, { signal, exitWith }: CommandContext): void {
  const clusters = program.command('clusters').description('the lab’s own clusters on this machine')
  const command = (nameAndArguments: string, description: string) =>
    clusters.command(nameAndArguments).description(description).addOption(engineFlag())

  command('create <variant>', 'create a cluster of a variant and keep it')
    .addOption(catalogFlag())
    .action(async (variant: string, flags: MachineFlags) => {
      const lab = clusterLab(flags)
      const { subject } = await doTask(createClusterTask(variant, lab), signal, finishedSteps)
      say(String(subject.cluster))
      tell(`Use it:    cnilab clusters shell ${String(subject.cluster)}`)
      tell(`Delete it: cnilab clusters delete ${String(subject.cluster)}`)
    })
  command('list', 'list clusters').action(async (flags: MachineFlags) => {
    const lab = clusterLab(flags)
    const rows = (await (await openClusters(lab, signal)).list()).map(entryRow)
    say(rows.length > 0 ? columns(rows) : 'No clusters.')
  })
  command('kubeconfig <name>', 'print the path of its kubeconfig').action(async (name: string, flags: MachineFlags) => {
    say(await kubeconfigOf(name, flags, signal))
  })
  command('shell <name>', 'open a shell in which kubectl speaks to it').action(
    async (name: string, flags: MachineFlags) => {
      const KUBECONFIG = await kubeconfigOf(name, flags, signal)
      exitWith(await execInteractively(process.env.SHELL ?? '/bin/sh', { KUBECONFIG }))
    },
  )
  command('delete <name...>', 'delete clusters').action(async (names: readonly string[], flags: MachineFlags) => {
    const lab = clusterLab(flags)
    for (const name of names) {
      await doTask(deleteClusterTask(name, lab), signal)
      say(`Deleted ${name}.`)
    }
  })
  command('prune', 'delete what interrupted runs left').action(async (flags: MachineFlags) => {
    const lab = clusterLab(flags)
    const lines: string[] = []
    await doTask(pruneTask(lab), signal, (event) => {
      if (event.name === 'task:logged') lines.push(...event.payload.lines.map(({ text }) => text))
    })
    say(lines.join('\n'))
    await tellOfUnknown(lab, signal)
  })
}

const entryRow = ({ name, variant = 'unknown variant', state, nodes, createdAt = '' }: ClusterEntry) =>
  [name, variant, state, `${String(nodes)} nodes`, createdAt] as const

const kubeconfigOf = async (name: string, flags: MachineFlags, signal: AbortSignal): Promise<string> =>
  (await openClusters(clusterLab(flags), signal)).kubeconfig(name)

/** What pruning leaves alone, since somebody else may have made it. */
async function tellOfUnknown(lab: ClusterLab, signal: AbortSignal): Promise<void> {
  for (const { name, state } of await (await openClusters(lab, signal)).list())
    if (state === 'unknown') say(`${name} is not known here. If nothing uses it: cnilab clusters delete ${name}`)
}

const finishedSteps: Tell = ({ name, payload }) => {
  for (const { title, state, startedAtMs, endedAtMs } of name === 'task:changed' ? payload.changedSteps : [])
    if (state === 'succeeded') tell(`✓ ${title}  ${seconds((endedAtMs ?? startedAtMs) - startedAtMs)}`)
}
