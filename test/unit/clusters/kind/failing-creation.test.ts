import { describe, expect, it, vi } from 'vitest'
import { detailsOf } from '../../error-details.ts'
import { fixture } from '../../fixture.ts'
import { aKindRuntime, creations } from './a-kind-runtime.ts'
import { FakeHost } from './fake-exec.ts'

vi.mock('../../../../main/clusters/kubernetes/client.ts', () => import('./recorded-api.ts'))

describe('a cluster that cannot be made', () => {
  const failing = (stderr: string, logs = '') => {
    const host: FakeHost = new FakeHost(({ args }) => {
      if (args[0] === 'logs') return { stdout: logs }
      if (args[0] !== 'create') return undefined
      host.addCluster(args[args.indexOf('--name') + 1] ?? '')
      return { exitCode: 1, stderr }
    })
    return host
  }
  const kindSays = (name: string) => fixture(`kind/create-${name}.txt`)
  const kubeadm = (words: string) =>
    `ERROR: failed to create cluster: failed to init node with kubeadm: command "docker exec x kubeadm init" failed with error: exit status 1\n\nCommand Output: I0603 10:00:00 init.go:1\n${words}\n\nStack Trace: \n\t/usr/lib/go/x.go:1\n`
  const dockerRun = (words: string) =>
    `ERROR: failed to create cluster: command "docker run --name x" failed with error: exit status 125\n\nCommand Output: ${words}\n\nRun 'docker run --help' for more information\n`

  it.each([
    [
      'port',
      kindSays('port-allocated'),
      'cluster-failed',
      /^Bind for 127.0.0.1:40123 failed: port is already allocated\.$/,
      /docker ps/,
      2,
    ],
    ['space', kindSays('no-space'), 'no-space', /^mkdir \S+: no space left on device\.$/, /system prune/, 1],
    [
      'iptables',
      kindSays('iptables-chain'),
      'command-failed',
      /No chain\/target\/match by that name\.$/,
      /restart docker/,
      1,
    ],
    ['engine gone', kindSays('docker-gone'), 'no-engine', /^The engine does not answer: Cannot connect/, /docker/, 1],
    ['delegation', kindSays('rootless-delegate'), 'kernel-lacks', /Delegate=yes.*rootless/, /Delegate=yes/, 1],
    ['node not booted', kindSays('log-line'), 'cluster-failed', /^The node did not boot/, /sysctl fs.inotify/, 2],
    [
      'kubelet',
      kubeadm('[kubelet-check] The kubelet is not healthy after 4m0.0s'),
      'cluster-failed',
      /kubelet does not start/,
      /doctor/,
      2,
    ],
    [
      'pull limit',
      dockerRun('docker: Error response from daemon: toomanyrequests: You have reached your pull rate limit.'),
      'download-failed',
      /no more images for now/,
      /docker login/,
      1,
    ],
    [
      'two networks',
      dockerRun('docker: Error response from daemon: network kind is ambiguous (2 matches found on name)'),
      'command-failed',
      /same name: network kind is ambiguous/,
      /network rm/,
      1,
    ],
    [
      'subnets',
      dockerRun('docker: Error response from daemon: all predefined address pools have been fully subnetted'),
      'command-failed',
      /address pools/,
      /network prune/,
      1,
    ],
    [
      'podman’s port',
      'ERROR: failed to create cluster: command "podman run" failed with error: exit status 126\n\nCommand Output: Error: cannot listen on the TCP port: listen tcp4 127.0.0.1:40123: bind: address already in use\n',
      'cluster-failed',
      /address already in use/,
      /try again/,
      2,
    ],
    [
      'name',
      'ERROR: failed to create cluster: node(s) already exist for a cluster with the name "x"\n',
      'command-failed',
      /already exist/,
      /prune/,
      1,
    ],
  ])(
    'names the innermost cause, with what helps, and tries again only what may pass: %s',
    async (_, stderr, code, message, fix, tries) => {
      const { acquire, host } = await aKindRuntime({ host: failing(stderr) })
      const details = await detailsOf(() => acquire())
      expect(details.message).not.toMatch(/exit status|Command Output|--help/)
      expect(details).toMatchObject({ code, message: expect.stringMatching(message) as string })
      expect(details.hint).toMatch(fix)
      expect(creations(host)).toHaveLength(tries)
    },
  )

  it('gives the innermost words of what is not known', async () => {
    const words = 'docker: Error response from daemon: something that nobody has seen'
    const { acquire } = await aKindRuntime({ host: failing(dockerRun(words)) })
    expect((await detailsOf(() => acquire())).message).toBe('something that nobody has seen')
  })

  it('asks nodes that did not boot for their last words', async () => {
    const logs = 'Failed to create inotify object: Too many open files\nFailed to allocate manager object'
    const { acquire, host } = await aKindRuntime({ host: failing(kindSays('log-line'), logs) })
    const { code, message, stderrTail } = await detailsOf(() => acquire())
    expect({ code, tries: creations(host).length }).toEqual({ code: 'kernel-lacks', tries: 1 })
    expect(message).toBe(
      'The limits of inotify are too low for so many nodes: Failed to create inotify object: Too many open files.',
    )
    expect(stderrTail).toContain('Failed to allocate manager object')
  })
})
