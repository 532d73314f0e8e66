import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { exec, type CommandResult, type ExecOptions } from '../../main/system/exec.ts'

const program = join(import.meta.dirname, '../../main/cli/cnilab.ts')

/** The command line with a home of its own, as one person would use it. */
export class Cnilab {
  readonly home = mkdtempSync(join(tmpdir(), 'cnilab-test-'))

  /** Runs a command to its end, whatever its exit code. */
  run(args: readonly string[], options: ExecOptions = {}): Promise<CommandResult> {
    return exec(process.execPath, [program, ...args], { onFailure: 'return', ...options, env: this.environment })
  }

  get environment(): Record<string, string> {
    return { CNILAB_HOME: this.home }
  }

  /** Command and arguments for those who start it themselves. */
  command(args: readonly string[]): readonly [string, ...string[]] {
    return [process.execPath, program, ...args]
  }
}

/** Containers of the lab's clusters that the engine has now. */
export async function labContainers(): Promise<readonly string[]> {
  const { stdout } = await exec('docker', [
    'ps',
    '-a',
    '--filter',
    'label=io.x-k8s.kind.cluster',
    '--format',
    '{{.Names}}',
  ])
  return stdout.split('\n').filter((name) => name.startsWith('cnilab-'))
}
