import { chmod, copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { x as extract } from 'tar'
import { download, downloadText, sha256Of, type Fetch } from '../../system/downloads.ts'
import { LabError } from '../../system/errors.ts'

/** Programs that are taken from PATH, or else downloaded once from their projects' releases. */
export type ToolId = 'kind' | 'helm'

const architecture = () => (arch() === 'x64' ? 'amd64' : arch())
const system = () => (platform() === 'win32' ? 'windows' : platform())
const suffix = () => (platform() === 'win32' ? '.exe' : '')

/** A release's file and the checksum file that is published beside it. */
export const releases = {
  kind: () => {
    const url = `https://github.com/kubernetes-sigs/kind/releases/download/v0.33.0/kind-${system()}-${architecture()}`
    return { version: 'v0.33.0', url, checksums: `${url}.sha256sum`, member: undefined }
  },
  helm: () => {
    const folder = `${system()}-${architecture()}`
    const url = `https://get.helm.sh/helm-v3.21.4-${folder}.tar.gz`
    return { version: 'v3.21.4', url, checksums: `${url}.sha256sum`, member: `${folder}/helm${suffix()}` }
  },
} satisfies Record<ToolId, () => { version: string; url: string; checksums: string; member: string | undefined }>

/** The program's path: from PATH, from the cache, or downloaded now. @throws LabError `download-failed` | `checksum-mismatch` */
export async function ensureTool(id: ToolId, cache: string, signal: AbortSignal, fetchUrl?: Fetch): Promise<string> {
  return (await findOnPath(id)) ?? (await findInCache(id, cache)) ?? (await install(id, cache, signal, fetchUrl))
}

export async function findOnPath(program: string, path = process.env.PATH ?? ''): Promise<string | undefined> {
  for (const folder of path.split(delimiter)) {
    const file = join(folder, `${program}${suffix()}`)
    const found = await stat(file).catch(() => undefined)
    if (found?.isFile()) return file
  }
  return undefined
}

const cachedFile = (id: ToolId, cache: string) =>
  join(cache, 'tools', `${id}-${releases[id]().version}`, `${id}${suffix()}`)

export async function findInCache(id: ToolId, cache: string): Promise<string | undefined> {
  const file = cachedFile(id, cache)
  return (await stat(file).catch(() => undefined)) && file
}

async function install(id: ToolId, cache: string, signal: AbortSignal, fetchUrl?: Fetch): Promise<string> {
  const { url, checksums, member } = releases[id]()
  const sha256 = publishedSha256(await downloadText(checksums, signal, fetchUrl), checksums)
  const downloaded = await download({ url, sha256 }, cache, signal, fetchUrl)
  const file = cachedFile(id, cache)
  await mkdir(dirname(file), { recursive: true })
  if (member) await extract({ file: downloaded, cwd: dirname(file), strip: 1 }, [member])
  else await copyFile(downloaded, file)
  await chmod(file, 0o755)
  return file
}

/** The sum in a checksum file's first line. */
export function publishedSha256(text: string, url: string): string {
  const sum = /^[0-9a-f]{64}\b/.exec(text.trim())?.[0]
  if (sum) return sum
  throw new LabError({
    code: 'download-failed',
    title: `Cannot read the checksum ${url}`,
    message: 'it does not begin with a sha256.',
    hint: 'Install the program yourself and put it on PATH.',
  })
}

/** A folder that holds the CNI project's plugins, extracted from its release archive. */
export async function extractPlugins(archive: string, cache: string): Promise<string> {
  const folder = join(cache, 'plugins', sha256Of(archive).slice(0, 16))
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length === 0) await extract({ file: archive, cwd: folder })
  return folder
}
