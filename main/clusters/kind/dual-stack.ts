import { LabError } from '../../system/errors.ts'
import type { Engine } from './engine.ts'
import type { NodeKernel } from './kernel.ts'

/**
 * What stands against dual-stack clusters: the kernel that containers run on, or the network that kind has made already. One that
 * kind has yet to make has IPv6 wherever the engine can do it.
 */
export async function dualStackRefusal(
  engine: Engine,
  { hasIpv6 }: Pick<NodeKernel, 'hasIpv6'>,
  signal: AbortSignal,
): Promise<LabError | undefined> {
  if (!hasIpv6)
    return refusal(
      'the kernel that containers run on has no IPv6, or no ip6tables for it.',
      'Turn IPv6 on there (sudo modprobe -a ip6_tables ip6table_nat ip6table_mangle)',
    )
  if ((await networkHasIpv6(engine, signal)) === false)
    return refusal(
      `the network “kind” of ${engine.id} has no IPv6.`,
      `Delete it while no kind cluster uses it (${engine.id} network rm kind), and it is made anew with IPv6`,
    )
  return undefined
}

const refusal = (message: string, hint: string) =>
  new LabError({
    code: 'kernel-lacks',
    title: 'Cannot make dual-stack clusters on this machine',
    message,
    hint: `${hint}, or choose IPv4 alone: --ip-family ipv4`,
  })

/** Undefined where there is no such network yet, or the engine does not tell. */
async function networkHasIpv6(engine: Engine, signal: AbortSignal): Promise<boolean | undefined> {
  const format = engine.id === 'docker' ? '{{.EnableIPv6}}' : '{{.IPv6Enabled}}'
  const args = ['network', 'inspect', 'kind', '--format', format]
  const { exitCode, stdout } = await engine.run(args, { signal, onFailure: 'return' })
  const answer = stdout.trim()
  return exitCode !== 0 || !/^(true|false)$/.test(answer) ? undefined : answer === 'true'
}
