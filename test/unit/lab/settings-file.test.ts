import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSettings, writeSettings } from '../../../main/lab/settings-file.ts'
import { defaultSettings } from '../../../main/lab/settings.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

function aHome(text?: string) {
  const folder = temporaryFolder()
  const paths = { data: join(folder, 'data'), cache: join(folder, 'cache') }
  const file = join(paths.data, 'settings.json')
  if (text !== undefined) {
    mkdirSync(paths.data)
    writeFileSync(file, text)
  }
  return { paths, file, folder }
}

describe('settings', () => {
  it('are the defaults until something is set', async () => {
    const { paths, file } = aHome()
    expect(await readSettings(paths)).toEqual(defaultSettings)
    expect(existsSync(file)).toBe(false)
  })

  it('are read as they were written, and leave nothing else behind', async () => {
    const { paths } = aHome()
    const settings = { ...defaultSettings, engine: 'podman', concurrency: 4 } as const
    await writeSettings(paths, settings)
    expect(await readSettings(paths)).toEqual(settings)
    expect(readdirSync(paths.data)).toEqual(['settings.json'])
  })

  it.each(['{"version": 1, "eng', '[]', 'null', JSON.stringify({ ...defaultSettings, version: 99 }), '{"version": 1}'])(
    'are the defaults where the file cannot be understood (%s), which is set aside',
    async (text) => {
      const { paths, file } = aHome(text)
      expect(await readSettings(paths)).toEqual(defaultSettings)
      expect(existsSync(file)).toBe(false)
      expect(readFileSync(`${file}.damaged`, 'utf8')).toBe(text)
    },
  )

  it('that cannot be kept are told with what to do', async () => {
    const { paths, folder } = aHome()
    writeFileSync(join(folder, 'data'), 'a file where the folder should be')
    const details = await detailsOf(() => writeSettings(paths, defaultSettings))
    expect(details).toMatchObject({ code: 'store-failed', title: 'Cannot keep the settings' })
    expect(details.hint).toContain(paths.data)
  })
})
