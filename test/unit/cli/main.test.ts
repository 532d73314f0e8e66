import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { renderJson } from '../../../main/reports/json.ts'
import { openStore } from '../../../main/store/open-store.ts'
import { exec } from '../../../main/system/exec.ts'
import { databaseFile, defaultPaths } from '../../../main/system/paths.ts'
import { generatedRun } from '../builders/generated-run.ts'
import { runStarted, sampleMeasured, sampleTaken } from '../builders/run-events.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { cnilab } from './cnilab.ts'

let home: string
beforeEach(() => {
  home = temporaryFolder()
  vi.stubEnv('CNILAB_HOME', home)
  vi.stubEnv('TESTBED', undefined)
  vi.stubEnv('CNILAB_CATALOG', undefined)
  // Nothing here must ever get as far as an engine.
  vi.stubEnv('PATH', home)
})
afterEach(() => {
  vi.unstubAllEnvs()
})

function aFinishedRun(): string {
  using store = openStore(databaseFile(defaultPaths()))
  const id = store.createRun(runStarted())
  store.appendRaw(id, { stdout: 'raw output\n', stderr: 'raw error\n' })
  store.append(id, sampleTaken(1))
  store.append(id, sampleMeasured({ bitsPerSecond: 7e9 }))
  store.append(id, { type: 'run.finished', state: 'complete' })
  return id
}

describe('a command line that cannot be meant', () => {
  it.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['runs'], /unknown command 'runs'/],
    ['no command', [], /Usage: cnilab/],
    ['an unknown flag', ['run', '--fast'], /unknown option '--fast'/],
    ['an unknown mode', ['run', '--mode', 'slow'], /quick, standard, rigorous/],
    ['an unknown runtime', ['run', '--runtime', 'minikube'], /kind, netns/],
    ['an impossible duration', ['run', '--duration', '0'], /from 1 to 3600 \(seconds\)/],
    ['a duration that is no number', ['run', '--duration', '10s'], /whole number/],
    ['a seed out of range', ['run', '--seed', '4294967296'], /whole number/],
    ['no rounds', ['run', '--rounds', '0'], /from 1 to 100/],
    ['an empty name', ['run', '--variants', 'kindnet,'], /separated by commas/],
    [
      'an unknown variant',
      ['run', '--variants', 'flanel/vxlan'],
      /There are kindnet, flannel\/vxlan, flannel\/host-gw/,
    ],
    ['variants of two runtimes', ['run', '--variants', 'kindnet,netns/vxlan'], /different runtimes/],
    ['an unknown probe', ['run', '--probes', 'udp'], /tcp-throughput/],
    ['an unknown path', ['run', '--paths', 'pod-pod'], /pod-pod\/same-node/],
    ['a catalog that is not there', ['run', '--catalog', '/no/such.json'], /Cannot read the catalog \/no\/such\.json/],
    ['a list of something else', ['list', 'clusters'], /variants, probes, runs/],
    ['a run that there is not', ['show', 'latest'], /cnilab run/],
    ['a run to go on with that there is not', ['run', '--resume', '2020'], /cnilab list runs/],
    ['a report in another format', ['report', 'latest', '--format', 'pdf'], /html/],
    ['a cluster of a variant that there is not', ['clusters', 'create', 'weave'], /kindnet/],
    ['a cluster of namespaces', ['clusters', 'create', 'netns/vxlan'], /cnilab run --variants netns\/vxlan/],
  ])('ends with 2 and says why: %s', async (_what, args, expected) => {
    const { exitCode, stdout, stderr } = await cnilab(...args)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stderr).toMatch(expected)
    expect(stderr).not.toMatch(/\n\s+at /)
  })

  it('ends with 2 when a catalog is unreadable', async () => {
    const file = join(home, 'catalog.json')
    writeFileSync(file, '{"node": "kindest/node"}')
    const { exitCode, stderr } = await cnilab('run', '--catalog', file)
    expect(exitCode).toBe(2)
    expect(stderr).toContain('docs/catalog.md')
  })
})

describe('a machine that is not fit', () => {
  it('ends with 3 where there is no engine', async () => {
    mkdirSync(join(home, 'empty'))
    const program = fileURLToPath(new URL('../../../main/cli/cnilab.ts', import.meta.url))
    const { exitCode, stdout, stderr } = await exec(process.execPath, [program, 'run', '--variants', 'kindnet'], {
      env: { PATH: join(home, 'empty'), CNILAB_HOME: home, TESTBED: '', CNILAB_CATALOG: '' },
      onFailure: 'return',
    })
    expect({ exitCode, stdout }).toEqual({ exitCode: 3, stdout: '' })
    expect(stderr).toContain('docker is not installed')
    expect(stderr).toContain('--runtime netns')
  })

  it('ends with 3 where the store cannot be opened', async () => {
    writeFileSync(join(home, 'data'), 'in the way')
    expect((await cnilab('list', 'runs')).exitCode).toBe(3)
  })
})

describe('what is only asked', () => {
  it.each([
    [['--help'], /Usage: cnilab/],
    [['run', '--help'], /--variants/],
    [['--version'], /^\d+\.\d+\.\d+/],
    [['list', 'variants'], /flannel\/vxlan +kind +Flannel, VXLAN/],
    [['list', 'probes'], /tcp-throughput +TCP throughput/],
    [['list', 'runs'], /none yet: cnilab run/],
  ])('is answered on standard output: %j', async (args, expected) => {
    const { exitCode, stdout, stderr } = await cnilab(...args)
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    expect(stdout).toMatch(expected)
  })
})

describe('a run of the past', () => {
  it('is listed', async () => {
    const id = aFinishedRun()
    const { stdout } = await cnilab('list', 'runs')
    expect(stdout).toBe(`${id}  complete  kind  standard  1 samples  flannel/vxlan, cilium/native\n`)
  })

  it('is shown by id, by the beginning of it, and as the latest', async () => {
    const id = aFinishedRun()
    const shown = await Promise.resolve(cnilab('show', id))
    expect(shown.stdout).toContain(`Run ${id}: complete.`)
    expect((await cnilab('show', id.slice(0, 12))).stdout).toBe(shown.stdout)
    expect((await cnilab('show', 'latest')).stdout).toBe(shown.stdout)
  })

  it('gives its raw output as it was printed', async () => {
    aFinishedRun()
    const { exitCode, stdout, stderr } = await cnilab('show', 'latest', '--raw', '1')
    expect({ exitCode, stdout, stderr }).toEqual({ exitCode: 0, stdout: 'raw output\n', stderr: 'raw error\n' })
    expect((await cnilab('show', 'latest', '--raw', '2')).exitCode).toBe(2)
  })

  it('is reported to standard output or into a file', async () => {
    aFinishedRun()
    const { stdout } = await cnilab('report', 'latest', '--format', 'json')
    expect(JSON.parse(stdout)).toBeTypeOf('object')
    const file = join(home, 'report.md')
    expect((await cnilab('report', 'latest', '--format', 'markdown', '--out', file)).exitCode).toBe(0)
    expect(readFileSync(file, 'utf8')).toMatch(/^# /)
  })

  it('ends with 2 when its report cannot be written', async () => {
    aFinishedRun()
    const { exitCode, stderr } = await cnilab('report', 'latest', '--out', join(home, 'no', 'such', 'folder.html'))
    expect(exitCode).toBe(2)
    expect(stderr).toContain('Cannot write')
  })
})

describe('interrupts', () => {
  it('are listened to only while a command runs', async () => {
    const before = process.listenerCount('SIGINT')
    await cnilab('list', 'probes')
    expect(process.listenerCount('SIGINT')).toBe(before)
  })
})

describe('a run of another lab', () => {
  const id = '20261123-191305-k3f9'
  const aFile = (change = (text: string) => text) => {
    const file = join(home, 'run.cnilab')
    writeFileSync(file, change(renderJson(generatedRun({ rounds: 6 }))))
    return file
  }

  it('is imported, and then is a run like any other', async () => {
    const file = aFile()
    expect(await cnilab('import', file)).toEqual({
      exitCode: 0,
      stdout: `${id}\n`,
      stderr: `Show it: cnilab show ${id}\n`,
    })
    expect((await cnilab('import', file)).stderr).toBe('It was here already.\n')
    expect((await cnilab('show', 'latest')).stdout).toContain(`Run ${id}: complete.`)
    expect((await cnilab('report', id, '--format', 'json')).stdout).toContain('"raws":[{"raw":1,')
  })

  it('is refused when it is not one, or cannot be read', async () => {
    const file = aFile((text) => text.slice(0, 1000))
    const { exitCode, stderr } = await cnilab('import', file)
    expect([exitCode, stderr]).toEqual([1, expect.stringContaining('Cannot read the report')])
    const missing = await cnilab('import', join(home, 'no-such'))
    expect([missing.exitCode, missing.stderr]).toEqual([2, expect.stringContaining('no such file')])
    expect((await cnilab('list', 'runs')).stdout).toMatch(/none yet/)
  })

  it('is compared with another one, the answer first', async () => {
    await cnilab('import', aFile())
    const other = '20261124-080000-zzzz'
    await cnilab(
      'import',
      aFile((text) => text.replaceAll(id, other).replace('"kernel":"6.12.48"', '"kernel":"6.18.1"')),
    )
    const { exitCode, stdout } = await cnilab('compare', '20261123', 'latest')
    expect(exitCode).toBe(0)
    const [answer = '', ...rest] = stdout.split('\n\n')
    expect(answer).toBe(`No change is shown between ${id} and ${other} in 18 measurements.`)
    expect(rest[0]).toMatch(
      /^A: 20261123-191305-k3f9, flannel\/vxlan, calico\/vxlan and cilium\/vxlan, standard on kind\n/,
    )
    expect(rest[1]).toMatch(
      /TCP throughput, one stream \(.*\): pod-service\n.*\n.*\n {4}cilium\/vxlan +0\.\d+× \(.*undecided/,
    )
    expect(rest.at(-1)).toMatch(/^Setup differences\n[^]*\n.* kernel +6\.12\.48 \(x64\) +6\.18\.1 \(x64\)\n$/)
    const json = JSON.parse((await cnilab('compare', id, other, '--json')).stdout) as { conditions: unknown[] }
    expect(json.conditions).toHaveLength(1)
  })
})
