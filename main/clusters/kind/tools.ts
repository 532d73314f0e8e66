import { chmod, copyFile, mkdir, rename, rm, stat } from 'node:fs/promises'
import { arch, platform } from 'node:os'
import { join } from 'node:path'
import { x as extract } from 'tar'
import { download, downloadText, type Fetch } from '../../system/downloads.ts'
import { LabError } from '../../system/errors.ts'
import { findProgram } from '../../system/find-program.ts'
import { inTurn } from '../../system/in-turn.ts'
import { placeWhole } from '../../system/place-whole.ts'

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
  return inTurn(cachedFile(id, cache), signal, async () => {
    const found = await findTool(id, cache)
    return found ?? (await install(id, cache, signal, fetchUrl))
  })
}

/** The program's path where it is on this machine already. */
export const findTool = async (id: ToolId, cache: string): Promise<string | undefined> =>
  (await findProgram([`${id}${suffix()}`])) ?? (await findInCache(id, cache))

const cachedFile = (id: ToolId, cache: string) =>
  join(cache, 'tools', `${id}-${releases[id]().version}`, `${id}${suffix()}`)

async function findInCache(id: ToolId, cache: string): Promise<string | undefined> {
  const file = cachedFile(id, cache)
  return (await stat(file).catch(() => undefined)) && file
}

async function install(id: ToolId, cache: string, signal: AbortSignal, fetchUrl?: Fetch): Promise<string> {
  const { url, checksums, member } = releases[id]()
  const sha256 = publishedSha256(await downloadText(checksums, signal, fetchUrl), checksums)
  const downloaded = await download({ url, sha256 }, cache, signal, fetchUrl)
  const file = cachedFile(id, cache)
  await placeWhole(file, async (partial) => {
    if (member) await extractMember(downloaded, member, partial)
    else await copyFile(downloaded, partial)
    await chmod(partial, 0o755)
  })
  return file
}

async function extractMember(archive: string, member: string, file: string): Promise<void> {
  const folder = `${file}.extracted`
  await mkdir(folder)
  try {
    await extract({ file: archive, cwd: folder }, [member])
    await rename(join(folder, member), file)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
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

/** A folder that holds the CNI project's plugins, extracted from its release archive once: it is named after what is in the archive. */
export async function extractPlugins(
  { file, sha256 }: { readonly file: string; readonly sha256: string },
  cache: string,
  signal: AbortSignal,
): Promise<string> {
  const folder = join(cache, 'plugins', sha256)
  return inTurn(folder, signal, async () => {
    if (await stat(folder).catch(() => undefined)) return folder
    await placeWhole(folder, async (partial) => {
      await mkdir(partial)
      await extract({ file, cwd: partial })
    })
    return folder
  })
}
