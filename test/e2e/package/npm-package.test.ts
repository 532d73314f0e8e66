import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import type { LabDescription, ServerMessage } from '../../../main/api/contract.ts'
import { exec } from '../../../main/system/exec.ts'
import { startLongProcess } from '../../../main/system/long-process.ts'
import { version } from '../../../main/system/version.ts'

const root = join(import.meta.dirname, '../../..')
const env = { ELECTRON_SKIP_BINARY_DOWNLOAD: '1' }

let folder: string
let installed: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cnilab-npm-'))
  installed = join(folder, 'somewhere')
  await mkdir(installed)
  await writeFile(join(installed, 'package.json'), '{"private":true}')
  // What is packed is what its own script builds, not what happens to be there.
  await exec('npm', ['pack', root, '--pack-destination', folder], { doing: 'make the npm package', env })
  const [archive = ''] = (await readdir(folder)).filter((name) => name.endsWith('.tgz'))
  const command = ['install', join(folder, archive), '--no-audit', '--no-fund', '--prefix', installed]
  await exec('npm', command, { doing: 'install the npm package', env })
})

afterAll(() => rm(folder, { recursive: true, force: true }))

const cnilab = () => join(installed, 'node_modules/.bin/cnilab')

describe('the npm package', () => {
  it('runs wherever it is installed', async () => {
    expect((await exec(cnilab(), ['--version'])).stdout.trim()).toBe(version)
    expect((await exec(cnilab(), ['list', 'variants'])).stdout).toContain('flannel/vxlan')
  })

  it('does not bring the desktop’s runtime, nor what only the build needs', () => {
    for (const name of ['electron', 'electron-builder', 'vite', 'vue', 'typescript'])
      expect(existsSync(join(installed, 'node_modules', name))).toBe(false)
  })

  it('serves the page and answers on its socket', async () => {
    const home = `CNILAB_HOME=${join(folder, 'home')}`
    await using server = await startLongProcess('env', [home, cnilab(), 'serve', '--json'], { doing: 'start the lab' })
    const signal = AbortSignal.timeout(60_000)
    const [, link = ''] = await server.waitForLine(/"url":"([^"]+)"/, { signal, timeoutMs: 30_000 })
    const { origin } = new URL(link)

    const opened = await fetch(link, { redirect: 'manual' })
    const [cookie = ''] = (opened.headers.get('set-cookie') ?? '').split(';')
    const page = await fetch(origin, { headers: { cookie } })
    const html = await page.text()
    expect([page.status, html]).toEqual([200, expect.stringContaining('<title>CNI Lab</title>')])
    const [, script = 'none'] = /<script[^>]*src="\.\/([^"]+)"/.exec(html) ?? []
    expect((await fetch(`${origin}/${script}`, { headers: { cookie } })).status).toBe(200)

    expect((await describeLab(origin, cookie)).version).toBe(version)
    process.kill(server.pid, 'SIGINT')
    await server.exited
  })
})

async function describeLab(origin: string, cookie: string): Promise<LabDescription> {
  const socket = new WebSocket(`${origin.replace(/^http/, 'ws')}/socket`, { headers: { cookie }, origin })
  try {
    const { promise, resolve, reject } = Promise.withResolvers<LabDescription>()
    socket.on('error', reject)
    socket.on('open', () => {
      socket.send(JSON.stringify({ id: 1, call: 'lab:describe' }))
    })
    socket.on('message', (data: Buffer) => {
      const message = JSON.parse(data.toString()) as ServerMessage
      if ('result' in message && message.result.ok) resolve(message.result.value as LabDescription)
    })
    return await promise
  } finally {
    socket.close()
  }
}
