import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { extractAll, listPackage } from '@electron/asar'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { exec } from '../../../main/system/exec.ts'
import { fusesOf, type FuseSettings } from '../../../scripts/fuses.ts'

const root = join(import.meta.dirname, '../../..')
const runtime = process.env.ELECTRON_TEST_DIST ?? ''
const budgetBytes = { asar: 45e6, compressedAsar: 12e6 }

let folder: string
let packed: string
let archive: string
let files: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnilab-packed-'))
  const output = `--config.directories.output=${folder}`
  const script = join(root, 'scripts/package.ts')
  await exec(process.execPath, [script, '--dir', `--electron-dist=${runtime}`, output], { doing: 'package' })
  packed = join(folder, 'linux-unpacked')
  archive = join(packed, 'resources/app.asar')
  files = listPackage(archive, { isPack: false }).map((path) => path.slice(1))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

describe('the packed application', () => {
  it('is a program beside one archive', async () => {
    const { mode } = await stat(join(packed, 'cni-lab'))
    expect(mode & 0o111).not.toBe(0)
    expect((await stat(archive)).isFile()).toBe(true)
  })

  it('has all that the shell, the page and the service need', () => {
    for (const needed of ['LICENSE', 'package.json', 'out/app/app.cjs', 'out/preload/preload.cjs'])
      expect(files).toContain(needed)
    for (const needed of ['out/renderer/index.html', 'out/main/api/service-process.js', 'out/main/cli/cnilab.js'])
      expect(files).toContain(needed)
    expect(files).toContain('out/main/lab/worker/derive-worker.js')
  })

  it('has no sources, tests, types or maps, nothing for development, and nothing that is compiled for one machine', () => {
    const own = files.filter((path) => !path.startsWith('node_modules'))
    const topLevel = new Set(own.map((path) => path.split('/')[0]))
    expect([...topLevel].sort()).toEqual(['LICENSE', 'out', 'package.json'])
    expect(files.filter((path) => /\.(map|[cm]?ts|tsbuildinfo|vue|node|bare|dll|so|dylib)$/.test(path))).toEqual([])
  })

  it('brings the dependencies of production, and no other', async () => {
    const manifest = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
      readonly dependencies: Readonly<Record<string, string>>
      readonly devDependencies: Readonly<Record<string, string>>
    }
    const has = (name: string) => files.includes(`node_modules/${name}/package.json`)
    expect(Object.keys(manifest.dependencies).filter((name) => !has(name))).toEqual([])
    const packedForDevelopment = Object.keys(manifest.devDependencies).filter((name) => has(name))
    expect(packedForDevelopment.filter((name) => !name.startsWith('@types/'))).toEqual([])
  })

  it('runs the command line from what was packed', async () => {
    const unpacked = join(folder, 'unpacked')
    extractAll(archive, unpacked)
    const { stdout } = await exec(process.execPath, [join(unpacked, 'out/main/cli/cnilab.js'), 'list', 'variants'], {
      env: { CNILAB_HOME: join(folder, 'home') },
    })
    expect(stdout).toContain('cilium/vxlan')
    const entry = join(unpacked, 'out/main/api/lab-service.js')
    await exec(process.execPath, ['--input-type=module', '--eval', `await import(${JSON.stringify(entry)})`])
  })

  it('has its fuses set as configured, each that the runtime has', async () => {
    const config = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as { electronFuses: FuseSettings }
    const before = await fusesOf(join(runtime, 'electron'))
    const wanted = Object.fromEntries(Object.entries(config.electronFuses).filter(([name]) => name in before))
    expect(Object.keys(wanted).length).toBeGreaterThanOrEqual(7)
    expect(before).not.toMatchObject(wanted)
    expect(await fusesOf(join(packed, 'cni-lab'))).toEqual({ ...before, ...wanted })
  })

  it('states every fuse that electron-builder knows', async () => {
    const config = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as { electronFuses: FuseSettings }
    const schemaFile = join(root, 'node_modules/app-builder-lib/scheme.json')
    const schema = JSON.parse(await readFile(schemaFile, 'utf8')) as {
      definitions: { FuseOptionsV1: { properties: Record<string, unknown> } }
    }
    const known = Object.keys(schema.definitions.FuseOptionsV1.properties)
    expect(Object.keys(config.electronFuses).sort()).toEqual(known.sort())
  })

  it('stays small: the lab’s own part of an installer', async () => {
    const content = await readFile(archive)
    expect(content.length).toBeLessThan(budgetBytes.asar)
    expect(gzipSync(content).length).toBeLessThan(budgetBytes.compressedAsar)
  })
})
