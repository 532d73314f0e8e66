import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parse } from 'yaml'
import { exec } from '../main/system/exec.ts'
import { fusesOf, withoutFuses, type FuseSettings } from './fuses.ts'

// Packs the desktop application with electron-builder, whose arguments these are: `npm run package -- --dir`. A runtime that is at
// hand, named by --electron-dist=FOLDER or ELECTRON_TEST_DIST, is packed in place of the one that would be downloaded.
const root = join(import.meta.dirname, '..')
const sources = ['main', 'preload', 'renderer', 'scripts/bundles.ts', 'package.json']

const distOption = '--electron-dist='
const given = process.argv.slice(2)
const electronDist = given.find((argument) => argument.startsWith(distOption))?.slice(distOption.length)
const builderArguments = given.filter((argument) => !argument.startsWith(distOption))
const executables: Readonly<Record<string, string>> = { darwin: 'Electron.app', win32: 'electron.exe' }

if (await isOutdated()) await exec(process.execPath, [join(root, 'scripts/build.ts')], { doing: 'build', ...shown() })
await pack(electronDist ?? process.env.ELECTRON_TEST_DIST ?? '')

async function isOutdated(): Promise<boolean> {
  const built = await newestMs(join(root, 'out/preload/preload.cjs'))
  const changed = await Promise.all(sources.map((source) => newestMs(join(root, source))))
  return built < Math.max(...changed)
}

/** When anything below was last changed; 0 where there is nothing. */
async function newestMs(path: string): Promise<number> {
  const found = await stat(path).catch(() => undefined)
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0
  const files = await readdir(path)
  return Math.max(0, ...(await Promise.all(files.map((file) => newestMs(join(path, file))))))
}

async function pack(dist: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'cnilab-package-'))
  try {
    const config = join(folder, 'electron-builder.json')
    await writeFile(config, JSON.stringify(await configFor(dist)))
    const builder = join(root, 'node_modules/electron-builder/cli.js')
    await exec(process.execPath, [builder, '--config', config, '--publish', 'never', ...builderArguments], {
      doing: 'package the application',
      ...shown(),
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function configFor(dist: string): Promise<unknown> {
  const config = parse(await readFile(join(root, 'electron-builder.yml'), 'utf8')) as { electronFuses: FuseSettings }
  if (dist === '') return config
  const electronVersion = (await readFile(join(dist, 'version'), 'utf8')).trim().replace(/^v/, '')
  const { settings, lacking } = withoutFuses(
    config.electronFuses,
    await fusesOf(join(dist, executables[process.platform] ?? 'electron')),
  )
  for (const fuse of lacking) console.warn(`Electron ${electronVersion} has no fuse for ${fuse}: it is left as it is.`)
  return { ...config, electronDist: dist, electronVersion, electronFuses: settings }
}

function shown() {
  const print = (line: string) => {
    console.log(line)
  }
  return { onStdoutLine: print, onStderrLine: print }
}
