import type { Variant } from '../../cnis/variant.ts'
import { LabError, refusalOf } from '../../system/errors.ts'
import type { Exec } from '../../system/exec.ts'
import { namespacesForbidden, readNamespaceSettings } from './forbidden-namespaces.ts'
import { unshareCommand, type Privilege } from './privilege.ts'
import { checkProgramVersions } from './program-versions.ts'
import { missingPrograms, missingProgramsError, searchPath } from './programs.ts'

/** What preflight asks the machine; tests answer instead. */
export interface PreflightHost {
  readonly platform: NodeJS.Platform
  readonly exec: Exec
  readonly missingPrograms: () => ReturnType<typeof missingPrograms>
  readonly namespaceSettings: typeof readNamespaceSettings
}

export const thisHost = (exec: Exec): PreflightHost => ({
  platform: process.platform,
  exec,
  missingPrograms: () => missingPrograms(searchPath()),
  namespaceSettings: readNamespaceSettings,
})

/** @throws LabError `missing-tool` | `namespaces-forbidden` | `kernel-lacks` */
export async function preflight(
  host: PreflightHost,
  privilege: Privilege,
  variants: readonly Variant[],
  signal: AbortSignal,
): Promise<void> {
  if (host.platform !== 'linux') throw notLinux(host.platform)
  const missing = await host.missingPrograms()
  if (missing.length > 0) throw missingProgramsError(missing)
  await checkProgramVersions(host.exec, signal)
  const attempt = await tryInNamespaces(host.exec, privilege, ['true'], signal)
  if (attempt.exitCode !== 0) throw namespacesForbidden(privilege, await host.namespaceSettings(), attempt.stderr)
  if (variants.some(({ needs }) => needs.includes('vxlan'))) await requireVxlan(host.exec, privilege, signal)
}

/** The same, all of it: what stands against every variant, and against each. */
export async function refusals(
  host: PreflightHost,
  privilege: Privilege,
  variants: readonly Variant[],
  signal: AbortSignal,
): Promise<{ readonly whole?: LabError; readonly byVariant?: ReadonlyMap<string, LabError> }> {
  const whole = await refusalOf(() => preflight(host, privilege, [], signal), signal)
  if (whole) return { whole }
  const onVxlan = variants.filter(({ needs }) => needs.includes('vxlan'))
  const refusal = await refusalOf(() => preflight(host, privilege, onVxlan, signal), signal)
  return refusal ? { byVariant: new Map(onVxlan.map(({ id }) => [id, refusal])) } : {}
}

/** In namespaces of its own, which end with it. */
function tryInNamespaces(exec: Exec, privilege: Privilege, argv: readonly string[], signal: AbortSignal) {
  const { file, args } = unshareCommand(privilege, argv)
  return exec(file, args, { signal, onFailure: 'return', doing: 'make namespaces' })
}

async function requireVxlan(exec: Exec, privilege: Privilege, signal: AbortSignal): Promise<void> {
  const addDevice = 'ip link add try type vxlan id 1 dstport 8472 dev lo'.split(' ')
  const { exitCode, stderr } = await tryInNamespaces(exec, privilege, addDevice, signal)
  if (exitCode === 0) return
  throw new LabError({
    code: 'kernel-lacks',
    title: 'Cannot make VXLAN devices',
    message: 'The kernel does not have VXLAN, or its module is not loaded.',
    hint: 'sudo modprobe vxlan. Without it: --variants netns/routed',
    stderrTail: stderr.trim(),
  })
}

const notLinux = (platform: string): LabError =>
  new LabError({
    code: 'kernel-lacks',
    title: 'Cannot make clusters of network namespaces',
    message: `Network namespaces are a part of Linux; this system is ${platform}.`,
    hint: 'Use clusters in containers: --runtime kind (needs Docker or Podman).',
  })
