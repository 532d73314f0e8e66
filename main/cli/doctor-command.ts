import type { Command } from 'commander'
import { chooseCatalog } from '../lab/catalog-choice.ts'
import { examineThisMachine } from '../lab/doctor/examine.ts'
import { defaultPaths } from '../system/paths.ts'
import { doctorText } from './doctor-text.ts'
import { exitCodes } from './exit-codes.ts'
import { catalogFlag, engineFlag, type MachineFlags } from './machine-flags.ts'
import type { CommandContext } from './command-context.ts'
import { say } from './terminal.ts'

interface Flags extends Pick<MachineFlags, 'engine' | 'catalog'> {
  readonly json?: true
}

export function addDoctorCommand(program: Command, context: CommandContext): void {
  program
    .command('doctor')
    .description('check this machine’s prerequisites, and say how to fix them')
    .addOption(engineFlag())
    .addOption(catalogFlag())
    .option('--json', 'print the findings as JSON')
    .action((flags: Flags) => doctor(flags, context))
}

async function doctor({ engine, catalog: file, json }: Flags, context: CommandContext): Promise<void> {
  const catalog = await chooseCatalog(file)
  const { findings, runtimes } = await examineThisMachine({ catalog, paths: defaultPaths(), engine }, context.signal)
  say(json ? JSON.stringify({ runtimes, findings }, undefined, 2) : doctorText(findings, runtimes))
  if (!runtimes.some(({ ready }) => ready)) context.exitWith(exitCodes.unfit)
}
