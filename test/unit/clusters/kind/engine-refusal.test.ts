import { describe, expect, it } from 'vitest'
import { containerEngine } from '../../../../main/clusters/kind/checks/engine.ts'
import { disk, inotify, memory } from '../../../../main/clusters/kind/checks/room.ts'
import { detectEngine } from '../../../../main/clusters/kind/detect-engine.ts'
import type { EngineId } from '../../../../main/clusters/kind/engine-ids.ts'
import { readEngineInfo } from '../../../../main/clusters/kind/engine-info.ts'
import { engineRefusal } from '../../../../main/clusters/kind/engine-refusal.ts'
import { machineRefusal } from '../../../../main/clusters/kind/preflight.ts'
import { isElsewhere, remoteEngine } from '../../../../main/clusters/kind/remote-engine.ts'
import { fixture } from '../../fixture.ts'
import { anEngine, gib, machine } from '../../lab/doctor/machine.ts'
import { FakeHost } from './fake-exec.ts'

const { signal } = new AbortController()
const recorded = (id: EngineId, name: string) => readEngineInfo(id, fixture(`engines/${name}-info.json`))
const plan = { kubernetes: 'v1.36.4', existing: 0, making: 1 }

describe('an engine without root', () => {
  const withoutCpu = recorded('podman', 'podman-5.4.1-rootless-without-cpu')

  it('that is not given a controller is refused, by doctor and before a run', async () => {
    const engine = anEngine(withoutCpu)
    const outcome = await containerEngine.check(machine({ engine: () => Promise.resolve(engine) }), signal)
    expect(outcome).toMatchObject({
      status: 'problem',
      detail: expect.stringMatching(/without root.*controller cpu\./) as string,
    })
    expect('fix' in outcome && outcome.fix).toMatch(/Delegate=.*systemd-run --user --scope -p Delegate=yes/)
    expect((await machineRefusal(engine, plan))?.details.code).toBe('kernel-lacks')
  })

  it('names all that are missing, Docker’s too', () => {
    const docker = {
      ServerVersion: '28.2.2',
      MemTotal: 16 * gib,
      NCPU: 8,
      CgroupVersion: '2',
      SecurityOptions: ['name=seccomp', 'name=rootless'],
    }
    const of = (facts: object) =>
      engineRefusal(readEngineInfo('docker', JSON.stringify({ ...docker, ...facts })))?.message
    expect(of({ CPUShares: false, PidsLimit: false })).toMatch(/controllers cpu, pids/)
    expect(of({})).toBeUndefined()
    expect(of({ CPUShares: false, SecurityOptions: [] })).toBeUndefined()
  })

  it('that is given all is taken, and so is one that does not tell', () => {
    expect(engineRefusal(recorded('podman', 'podman-5.5.2'))).toBeUndefined()
    expect(engineRefusal({ ...withoutCpu, controllers: undefined })).toBeUndefined()
  })
})

describe('Docker as a snap', () => {
  const snap = recorded('docker', 'docker-28.1.1-snap')
  const refusalWith = (...handedOver: string[]) => engineRefusal(snap, { home: '/home/mona', handedOver })?.message

  it('is refused where it would not see what is handed over', () => {
    expect(refusalWith('/tmp', '/home/mona/.cache/cnilab')).toMatch(
      /snap here.*\/tmp and \/home\/mona\/\.cache\/cnilab/,
    )
    expect(refusalWith('/home/mona/lab/tmp', '/home/mona/lab/.hidden/cache')).toMatch(/\.hidden/)
    expect(refusalWith('/home/other/tmp')).toMatch(/other/)
    expect(engineRefusal(snap)?.details.hint).toMatch(/TMPDIR=.*CNILAB_HOME=/)
  })

  it('is taken where it sees both, and other Dockers wherever things are', () => {
    expect(refusalWith('/home/mona/cnilab/tmp', '/home/mona/cnilab/cache')).toBeUndefined()
    expect(
      engineRefusal({ ...snap, storage: '/var/lib/docker' }, { home: '/home/mona', handedOver: ['/tmp'] }),
    ).toBeUndefined()
  })
})

describe('an engine on another machine', () => {
  it.each([
    'ssh://lab@bench.example',
    'tcp://10.0.0.9:2375',
    'https://bench:2376',
    'ssh://bench',
    'tcp://[2001:db8::1]:2375',
  ])('%s', (host) => {
    expect(isElsewhere(host)).toBe(true)
  })

  it.each([
    'unix:///var/run/docker.sock',
    'npipe:////./pipe/docker_engine',
    'tcp://127.0.0.1:2375',
    'ssh://core@localhost:5000',
    'tcp://[::1]:1',
    '',
  ])('not %s', (host) => {
    expect(isElsewhere(host)).toBe(false)
  })

  const contexts = JSON.stringify([
    { Name: 'bench', Endpoints: { docker: { Host: 'ssh://lab@bench.example', SkipTLSVerify: false } } },
  ])
  const host = new FakeHost(({ args }) =>
    args[0] === 'context' ? { stdout: contexts } : { stdout: fixture('engines/docker-28.2.2-remote-info.json') },
  )

  it('is known by the context, or by the variable that goes before it', async () => {
    expect(await remoteEngine('docker', host.exec, signal, {})).toBe('ssh://lab@bench.example')
    expect(await remoteEngine('docker', host.exec, signal, { DOCKER_HOST: 'unix:///x' })).toBeUndefined()
    expect(await remoteEngine('podman', host.exec, signal, { CONTAINER_HOST: 'ssh://a@b/run' })).toBe('ssh://a@b/run')
    expect(await remoteEngine('podman', host.exec, signal, {})).toBeUndefined()
    expect(await remoteEngine('docker', new FakeHost(() => ({ exitCode: 1 })).exec, signal, {})).toBeUndefined()
  })

  it('is refused, and not judged by this machine', async () => {
    const engine = await detectEngine(host.exec, signal, 'docker')
    const given = machine({ engine: () => Promise.resolve(engine), availableMemory: () => Promise.resolve(0) })
    expect(await containerEngine.check(given, signal)).toMatchObject({
      status: 'problem',
      detail: expect.stringMatching(/another machine \(ssh:\/\/lab@bench\.example\)/) as string,
      fix: expect.stringContaining('cnilab serve') as string,
    })
    for (const { check } of [memory, disk, inotify])
      expect(await check(given, signal)).toEqual({
        status: 'not-applicable',
        detail: 'the engine is on another machine',
      })
    expect((await machineRefusal(engine, plan))?.details.message).toMatch(/another machine/)
  })
})
