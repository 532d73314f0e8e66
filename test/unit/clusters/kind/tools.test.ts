import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { arch } from 'node:os'
import { join } from 'node:path'
import { create } from 'tar'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { ensureTool, extractPlugins, releases } from '../../../../main/clusters/kind/tools.ts'
import { sha256Of, type Fetch } from '../../../../main/system/downloads.ts'
import { temporaryFolder } from '../../temporary-folder.ts'

const { signal } = new AbortController()

/** An archive of files, as a release has it. */
async function anArchive(files: Readonly<Record<string, string>>) {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'content'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, 'content', name, '..'), { recursive: true })
    writeFileSync(join(folder, 'content', name), text)
  }
  const file = join(folder, 'archive.tgz')
  await create({ file, cwd: join(folder, 'content'), gzip: true }, Object.keys(files))
  return { file, sha256: sha256Of(readFileSync(file)) }
}

describe('extracting the plugins', () => {
  const files = { bridge: 'one program', 'host-local': 'another' }

  it('gives two who ask at the same time the whole folder', async () => {
    const [archive, cache] = [await anArchive(files), temporaryFolder()]
    const [first, second] = await Promise.all([1, 2].map(() => extractPlugins(archive, cache, signal)))
    expect(first).toBe(second)
    expect(readdirSync(first ?? '').sort()).toEqual(['bridge', 'host-local'])
    expect(readdirSync(join(cache, 'plugins'))).toHaveLength(1)
  })

  it('does not take for whole what an extraction that was cut short has left', async () => {
    const [archive, cache] = [await anArchive(files), temporaryFolder()]
    const broken = join(temporaryFolder(), 'broken.tgz')
    writeFileSync(broken, readFileSync(archive.file).subarray(0, 60))
    await expect(extractPlugins({ file: broken, sha256: archive.sha256 }, cache, signal)).rejects.toThrow()
    const folder = await extractPlugins(archive, cache, signal)
    expect(readFileSync(join(folder, 'bridge'), 'utf8')).toBe('one program')
    expect(readFileSync(join(folder, 'host-local'), 'utf8')).toBe('another')
  })

  it('has another folder for another content at the same path', async () => {
    const [archive, cache] = [await anArchive(files), temporaryFolder()]
    const newer = await anArchive({ ...files, bridge: 'a newer program' })
    await extractPlugins(archive, cache, signal)
    const folder = await extractPlugins({ file: newer.file, sha256: newer.sha256 }, cache, signal)
    expect(readFileSync(join(folder, 'bridge'), 'utf8')).toBe('a newer program')
  })
})

describe('a tool that is on no PATH', () => {
  const member = releases.helm().member
  const serving = async (): Promise<Fetch> => {
    const archive = await anArchive({ [member]: 'helm', [member.replace(/[^/]+$/, 'README.md')]: 'about helm' })
    return vi.fn<Fetch>((url) =>
      Promise.resolve(
        url.endsWith('.sha256sum') ? new TextEncoder().encode(`${archive.sha256}  helm`) : readFileSync(archive.file),
      ),
    )
  }

  it.runIf(['x64', 'arm64'].includes(arch()))('is installed once for all who ask, and whole', async () => {
    vi.stubEnv('PATH', temporaryFolder())
    onTestFinished(() => {
      vi.unstubAllEnvs()
    })
    const [cache, fetchUrl] = [temporaryFolder(), await serving()]
    const [file, same] = await Promise.all([1, 2].map(() => ensureTool('helm', cache, signal, fetchUrl)))
    expect(file).toBe(same)
    expect(readFileSync(file ?? '', 'utf8')).toBe('helm')
    expect(fetchUrl).toHaveBeenCalledTimes(2)
    expect(readdirSync(join(file ?? '', '..'))).toEqual(['helm'])
    expect(await ensureTool('helm', cache, signal, fetchUrl)).toBe(file)
    expect(fetchUrl).toHaveBeenCalledTimes(2)
  })
})
