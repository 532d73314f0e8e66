import { describe, expect, it } from 'vitest'
import type { NamespaceSettings } from '../../../../main/clusters/netns/forbidden-namespaces.ts'
import { preflight, type PreflightHost } from '../../../../main/clusters/netns/preflight.ts'
import type { Privilege } from '../../../../main/clusters/netns/privilege.ts'
import { netnsRouted } from '../../../../main/cnis/netns/routed.ts'
import { netnsVxlan } from '../../../../main/cnis/netns/vxlan.ts'
import { LabError, type LabErrorDetails } from '../../../../main/system/errors.ts'
import type { Exec } from '../../../../main/system/exec.ts'

const succeeds: Exec = () => Promise.resolve({ stdout: '', stderr: '', exitCode: 0 })
const failsOn =
  (word: string, stderr: string): Exec =>
  (file, args, options) =>
    args.includes(word) ? Promise.resolve({ stdout: '', stderr, exitCode: 1 }) : succeeds(file, args, options)

const host = (overrides: Partial<PreflightHost> = {}): PreflightHost => ({
  platform: 'linux',
  exec: succeeds,
  missingPrograms: () => Promise.resolve([]),
  namespaceSettings: () => Promise.resolve({}),
  ...overrides,
})

const { signal } = new AbortController()

async function refusal(
  given: PreflightHost,
  {
    privilege = 'user-namespace',
    variants = [netnsVxlan],
  }: { privilege?: Privilege; variants?: (typeof netnsVxlan)[] } = {},
): Promise<LabErrorDetails> {
  const thrown: unknown = await preflight(given, privilege, variants, signal).then(
    () => undefined,
    (error: unknown) => error,
  )
  if (!(thrown instanceof LabError)) throw new Error(`not refused: ${String(thrown)}`)
  return thrown.details
}

const forbidden = (settings: NamespaceSettings, privilege?: Privilege) =>
  refusal(
    host({
      exec: failsOn('true', 'unshare: unshare failed: Operation not permitted'),
      namespaceSettings: () => Promise.resolve(settings),
    }),
    privilege && { privilege },
  )

describe('preflight of the netns runtime', () => {
  it('passes on a machine that has everything', async () => {
    await expect(preflight(host(), 'user-namespace', [netnsVxlan], signal)).resolves.toBeUndefined()
  })

  it('points to the kind runtime where there is no Linux', async () => {
    expect((await refusal(host({ platform: 'darwin' }))).hint).toContain('--runtime kind')
  })

  const versions =
    (answers: Readonly<Record<string, string>>): Exec =>
    (file, args, options) =>
      args.includes('--version')
        ? Promise.resolve({ stdout: answers[args.at(-2) ?? ''] ?? '', stderr: '', exitCode: 0 })
        : succeeds(file, args, options)

  it.each([
    ['iperf3', 'iperf 3.1.3\nLinux', 'iperf3 is 3.1; 3.2 or later is needed (--connect-timeout).'],
    [
      'curl',
      'curl 7.68.0 (x86_64-pc-linux-gnu)',
      'curl is 7.68; 7.75 or later is needed (--write-out %{json} with exit codes).',
    ],
    [
      'curl',
      'curl 7.29.0 (x86_64-redhat-linux-gnu)',
      'curl is 7.29; 7.75 or later is needed (--write-out %{json} with exit codes).',
    ],
  ])('names a program that is too old: %s', async (program, printed, message) => {
    const details = await refusal(host({ exec: versions({ [program]: printed }) }))
    expect(details).toMatchObject({ code: 'missing-tool', message })
  })

  it('takes versions that will do, and those that are not told', async () => {
    const exec = versions({ iperf3: 'iperf 3.12 (cJSON 1.7.15)', curl: 'curl 8.5.0 (x86_64)' })
    for (const each of [exec, versions({})])
      await expect(preflight(host({ exec: each }), 'user-namespace', [netnsVxlan], signal)).resolves.toBeUndefined()
  })

  it('names missing programs and how to install their packages, each once', async () => {
    const missingPrograms = () => Promise.resolve(['ip', 'ss', 'nginx'] as const)
    const { code, message, hint } = await refusal(host({ missingPrograms }))
    expect(code).toBe('missing-tool')
    expect(message).toBe('ip, ss, nginx are not installed.')
    expect(hint).toContain('apt-get install iproute2 nginx-light.')
    expect(hint).toContain('dnf install iproute nginx.')
  })

  it.each([
    ['user.max_user_namespaces', { maxUserNamespaces: 0 }],
    ['kernel.unprivileged_userns_clone', { unprivilegedUsernsClone: 0, maxUserNamespaces: 100 }],
    ['kernel.apparmor_restrict_unprivileged_userns', { apparmorRestrictsUserns: 1, maxUserNamespaces: 100 }],
  ])('says that %s forbids namespaces, how to allow them, and offers sudo', async (setting, settings) => {
    const { code, message, hint } = await forbidden(settings)
    expect(code).toBe('namespaces-forbidden')
    expect(message).toContain(setting)
    expect(hint).toContain(`sysctl -w ${setting}=`)
    expect(hint).toContain('--sudo')
  })

  it('suspects a sandbox where no setting forbids namespaces', async () => {
    expect((await forbidden({ maxUserNamespaces: 100 })).message).toContain('sandbox')
  })

  it('says that root itself is confined', async () => {
    expect((await forbidden({}, 'root')).hint).toContain('--privileged')
  })

  it('says what to do when sudo asks for a password', async () => {
    expect((await forbidden({}, 'sudo')).hint).toContain('run the whole command with sudo')
  })

  const withoutVxlan = host({ exec: failsOn('vxlan', 'Error: Unknown device type.') })

  it('refuses VXLAN where the kernel has none', async () => {
    const { code, stderrTail } = await refusal(withoutVxlan)
    expect(code).toBe('kernel-lacks')
    expect(stderrTail).toBe('Error: Unknown device type.')
  })

  it('does not ask for VXLAN when no variant needs it', async () => {
    await expect(preflight(withoutVxlan, 'user-namespace', [netnsRouted], signal)).resolves.toBeUndefined()
  })
})
