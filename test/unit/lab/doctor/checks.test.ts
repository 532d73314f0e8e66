import { describe, expect, it } from 'vitest'
import type { PreflightHost } from '../../../../main/clusters/netns/preflight.ts'
import { kernelFeatureIds, type KernelFeature } from '../../../../main/cnis/kernel-features.ts'
import { pinnedCatalog } from '../../../../main/cnis/pins.ts'
import type { Check, Outcome } from '../../../../main/clusters/check.ts'
import { cgroups, containerEngine } from '../../../../main/clusters/kind/checks/engine.ts'
import { kernelFeatures } from '../../../../main/clusters/kind/checks/kernel-features.ts'
import { disk, inotify, memory } from '../../../../main/clusters/kind/checks/room.ts'
import { helmTool, kindTool } from '../../../../main/clusters/kind/checks/tools.ts'
import type { Machine } from '../../../../main/clusters/machine.ts'
import { namespaces, namespaceVxlan, programs } from '../../../../main/clusters/netns/checks.ts'
import { cpuGovernor } from '../../../../main/lab/doctor/checks/cpu-governor.ts'
import { allChecks } from '../../../../main/lab/doctor/checks/index.ts'
import { power } from '../../../../main/lab/doctor/checks/power.ts'
import { LabError } from '../../../../main/system/errors.ts'
import type { Exec } from '../../../../main/system/exec.ts'
import { anEngine, fails, gib, machine, succeeds } from './machine.ts'

const { signal } = new AbortController()

const ask = (check: Check, given: Machine = machine()): Promise<Outcome> => check.check(given, signal)

async function fixOf(check: Check, given: Machine): Promise<string> {
  const outcome = await ask(check, given)
  if ('fix' in outcome) return outcome.fix
  throw new Error(`nothing to mend: ${outcome.detail}`)
}

const noEngine = () =>
  Promise.reject(
    new LabError({
      code: 'no-engine',
      title: 'Cannot make kind clusters',
      message: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
    }),
  )

const checks = await allChecks()

describe('every check', () => {
  it.each(checks.map((check) => [check.id, check] as const))(
    '%s finds no fault with a sound machine',
    async (_, check) => {
      expect(['ok', 'not-applicable']).toContain((await ask(check)).status)
    },
  )

  it('has an id of its own', () => {
    expect(new Set(checks.map(({ id }) => id)).size).toBe(checks.length)
  })
})

describe('the container engine', () => {
  it('is a problem where none answers, with the command that starts one on this system', async () => {
    expect(await ask(containerEngine, machine({ engine: noEngine }))).toMatchObject({
      status: 'problem',
      detail: 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock.',
      fix: 'sudo systemctl start docker',
    })
    expect(await fixOf(containerEngine, machine({ engine: noEngine, platform: 'darwin' }))).toBe('open -a Docker')
  })

  it.each([memory, disk, inotify, cgroups, kernelFeatures])(
    'when missing is told once, not again by $id',
    async (check) => {
      expect((await ask(check, machine({ engine: noEngine }))).status).toBe('not-applicable')
    },
  )
})

describe('kind and Helm', () => {
  const printing = (stdout: string) =>
    machine({ findTool: (id) => Promise.resolve(`/opt/my tools/${id}`), exec: () => succeeds(stdout) })

  it('need not be installed, since a run downloads them', async () => {
    expect(await ask(kindTool)).toMatchObject({
      status: 'ok',
      detail: expect.stringContaining('downloads v') as string,
    })
  })

  it('are told with their version', async () => {
    const { status, detail } = await ask(kindTool, printing('kind v0.33.0 go1.26.8 linux/amd64\n'))
    expect([status, detail]).toEqual(['ok', '0.33.0 (/opt/my tools/kind)'])
    expect((await ask(helmTool, printing('v3.21.4+g1234567\n'))).status).toBe('ok')
  })

  it.each([
    ['kind v0.32.0', 'ok'],
    ['kind v1.0.0', 'ok'],
    ['kind v0.31.9', 'problem'],
    ['kind: exec format error', 'problem'],
  ])('%s is judged %s', async (stdout, status) => {
    expect((await ask(kindTool, printing(stdout))).status).toBe(status)
  })

  it('are put aside when too old, by a command that survives blanks in the path', async () => {
    expect(await fixOf(kindTool, printing('kind v0.20.0'))).toBe(
      "sudo mv '/opt/my tools/kind' '/opt/my tools/kind.old'",
    )
  })

  it('keep only what comes as a chart from working when Helm is too old', async () => {
    expect((await ask(helmTool, printing('v2.17.0'))).status).toBe('warning')
  })
})

describe('memory', () => {
  it.each([
    [16, 'ok'],
    [3, 'warning'],
    [1, 'problem'],
  ])('of %d GiB is judged %s', async (available, status) => {
    expect((await ask(memory, machine({ availableMemory: () => Promise.resolve(available * gib) }))).status).toBe(
      status,
    )
  })

  it('for two clusters leads to a comparison of two', async () => {
    const fix = await fixOf(memory, machine({ availableMemory: () => Promise.resolve(3 * gib) }))
    expect(fix).toBe('cnilab run --runtime kind --variants kindnet,flannel/vxlan')
  })

  it('is the engine’s where that has less than this machine', async () => {
    const small = machine({ engine: () => Promise.resolve(anEngine({ memoryBytes: 1.5 * gib })) })
    expect((await ask(memory, small)).detail).toContain('1 cluster of')
    expect((await ask(memory, { ...small, availableMemory: () => Promise.resolve(undefined) })).status).toBe('warning')
  })
})

describe('disk', () => {
  it('too small for a single cluster is a problem', async () => {
    const outcome = await ask(disk, machine({ freeSpace: () => Promise.resolve(gib) }))
    expect(outcome).toMatchObject({ status: 'problem', fix: 'docker system df && docker system prune' })
  })

  it('of an engine in a virtual machine is not judged', async () => {
    expect((await ask(disk, machine({ freeSpace: () => Promise.resolve(undefined) }))).status).toBe('not-applicable')
  })
})

describe('inotify limits', () => {
  const limits = (instances: string, watches: string) => ({
    '/proc/sys/fs/inotify/max_user_instances': instances,
    '/proc/sys/fs/inotify/max_user_watches': watches,
  })

  it('of an ordinary desktop are too low for a full comparison', async () => {
    const outcome = await ask(inotify, machine({ files: limits('128', '65536') }))
    expect(outcome).toMatchObject({ status: 'warning', detail: expect.stringContaining('2 clusters of') as string })
  })

  it('of watches count as well', async () => {
    expect((await ask(inotify, machine({ files: limits('1024', '100') }))).status).toBe('problem')
  })

  it('are shared with clusters that exist', async () => {
    const withTwo = anEngine({}, () => succeeds('one\none\ntwo\n'))
    const given = machine({ files: limits('128', '65536'), engine: () => Promise.resolve(withTwo) })
    expect(await ask(inotify, given)).toMatchObject({
      status: 'problem',
      detail: expect.stringContaining('2 clusters there already') as string,
    })
  })

  it('do not concern a system that has none', async () => {
    const given = machine({ readText: () => Promise.resolve(undefined) })
    expect((await ask(inotify, given)).status).toBe('not-applicable')
  })
})

describe('cgroup v1', () => {
  const on = (kubernetes: string) =>
    machine({
      engine: () => Promise.resolve(anEngine({ cgroupVersion: 1 })),
      catalog: { ...pinnedCatalog, node: { image: 'kindest/node', kubernetes } },
    })

  it.each([
    ['v1.34.9', 'ok'],
    ['v1.35.0', 'problem'],
    ['v1.36.4', 'problem'],
  ])('under nodes of Kubernetes %s is judged %s', async (kubernetes, status) => {
    expect((await ask(cgroups, on(kubernetes))).status).toBe(status)
  })
})

describe('kernel features', () => {
  const lacking = (...features: readonly KernelFeature[]) => {
    const present = kernelFeatureIds.filter((feature) => !features.includes(feature))
    const exec: Exec = (_, [command]) => succeeds(command === 'run' ? present.join('\n') : '[{"Id": "sha256:1"}]')
    return machine({ engine: () => Promise.resolve(anEngine({}, exec)) })
  }

  it('that are lacking name the variants that need them and the modules to load', async () => {
    const { status, detail } = await ask(kernelFeatures, lacking('vxlan'))
    expect(status).toBe('warning')
    expect(detail).toContain('flannel/vxlan')
    expect(detail).not.toContain('kindnet')
    expect(detail).not.toContain('flannel/host-gw')
    expect(await fixOf(kernelFeatures, lacking('vxlan', 'ip_set'))).toBe('sudo modprobe -a vxlan ip_set xt_set')
  })

  it('that encryption needs are told by their names', async () => {
    const { status, detail } = await ask(kernelFeatures, lacking('wireguard', 'esp'))
    expect(status).toBe('warning')
    expect(detail).toBe(
      'lacks WireGuard, IPsec ESP with AES-GCM, which flannel/wireguard, calico/vxlan+wireguard, ' +
        'cilium/vxlan+wireguard, cilium/vxlan+ipsec cannot do without',
    )
    expect(await fixOf(kernelFeatures, lacking('wireguard', 'esp'))).toBe('sudo modprobe -a wireguard xfrm_user esp4')
  })

  it('that no module brings lead to the usual variants that work without', async () => {
    expect(await fixOf(kernelFeatures, lacking('bpf'))).toBe(
      'cnilab run --runtime kind --variants kindnet,flannel/vxlan,calico/vxlan',
    )
  })

  it('are not asked without the node image, which is not pulled for it', async () => {
    const commands: string[] = []
    const exec: Exec = (_, args) => {
      commands.push(args.join(' '))
      return fails('No such image')
    }
    const outcome = await ask(kernelFeatures, machine({ engine: () => Promise.resolve(anEngine({}, exec)) }))
    expect(outcome).toMatchObject({
      status: 'not-applicable',
      detail: expect.stringContaining('docker pull') as string,
    })
    expect(commands).toEqual([`image inspect ${pinnedCatalog.node.image}`])
  })
})

describe('what the netns runtime needs', () => {
  const netns = (overrides: Partial<PreflightHost>) => {
    const sound = machine()
    return { ...sound, netns: { ...sound.netns, ...overrides } }
  }
  const refusing = (word: string) =>
    netns({
      exec: (_, args) => (args.includes(word) ? fails('Operation not permitted') : succeeds()),
      namespaceSettings: () => Promise.resolve({ unprivilegedUsernsClone: 0 }),
    })

  it('names missing programs and the packages that have them', async () => {
    const given = netns({ missingPrograms: () => Promise.resolve(['iperf3']) })
    expect(await ask(programs, given)).toMatchObject({ status: 'problem', detail: 'iperf3 is not installed.' })
    expect(await fixOf(programs, given)).toContain('apt-get install iperf3')
  })

  it('tells how namespaces are allowed where they are forbidden, and leaves VXLAN open', async () => {
    expect(await ask(namespaces, refusing('true'))).toMatchObject({ status: 'problem' })
    expect(await fixOf(namespaces, refusing('true'))).toContain('sysctl -w kernel.unprivileged_userns_clone=1')
    expect((await ask(namespaceVxlan, refusing('true'))).status).toBe('not-applicable')
  })

  it('only warns of VXLAN, which routes do without', async () => {
    expect(await ask(namespaceVxlan, refusing('vxlan'))).toMatchObject({
      status: 'warning',
      fix: 'sudo modprobe vxlan',
    })
  })

  it('does not blame namespaces for a missing unshare', async () => {
    const given = netns({ missingPrograms: () => Promise.resolve(['unshare']), exec: () => fails() })
    expect((await ask(namespaces, given)).status).toBe('not-applicable')
  })

  it('says once that a system is not Linux', async () => {
    const given = netns({ platform: 'darwin', missingPrograms: () => Promise.resolve(['unshare', 'ip']) })
    const found = await Promise.all([programs, namespaces, namespaceVxlan].map((check) => ask(check, given)))
    expect(found.map(({ status }) => status)).toEqual(['not-applicable', 'problem', 'not-applicable'])
  })
})

describe('a tool without the right to run', () => {
  it('is a warning, with chmod', async () => {
    const given = machine({ findUnstartable: () => Promise.resolve('/home/mona/bin/kind') })
    expect(await ask(kindTool, given)).toMatchObject({
      status: 'warning',
      fix: 'chmod +x /home/mona/bin/kind',
    })
  })
})

describe('what makes numbers scatter', () => {
  const governor = '/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor'
  const mains = (online: string) => ({ '/sys/class/power_supply/ADP1/online': online })

  it.each([
    [cpuGovernor, { [governor]: 'performance' }, 'ok'],
    [cpuGovernor, { [governor]: 'powersave' }, 'warning'],
    [power, mains('1'), 'ok'],
    [power, mains('0'), 'warning'],
    [power, {}, 'not-applicable'],
  ] as const)('$id', async (check, files, status) => {
    expect((await ask(check, machine({ files }))).status).toBe(status)
  })
})
