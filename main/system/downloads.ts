import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { LabError } from './errors.ts'
import { inTurn } from './in-turn.ts'
import { writeWhole } from './place-whole.ts'
import { useOwnProxy } from './proxy.ts'

export interface Pinned {
  readonly url: string
  readonly sha256: string
}

/** Fetches a URL's bytes; tests pass another. */
export type Fetch = (url: string, signal: AbortSignal) => Promise<Uint8Array>

export const fetchBytes: Fetch = async (url, signal) => {
  useOwnProxy()
  const response = await fetch(url, { signal })
  if (!response.ok) throw new Error(`the server answered ${String(response.status)} ${response.statusText}`)
  return new Uint8Array(await response.arrayBuffer())
}

export const sha256Of = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex')

/**
 * The path of a file that has the pinned sha256: from the cache, or downloaded once.
 * @throws LabError `download-failed` | `checksum-mismatch`; the signal's reason when aborted.
 */
export async function download(
  { url, sha256 }: Pinned,
  cache: string,
  signal: AbortSignal,
  fetchUrl: Fetch = fetchBytes,
): Promise<string> {
  const file = join(cache, 'downloads', `${sha256.slice(0, 16)}-${basename(new URL(url).pathname)}`)
  // Two that need one file at the same time fetch it once; two processes fetch it twice, and both find it whole.
  return inTurn(file, signal, async () => {
    if (!(await hasSha256(file, sha256))) await writeWhole(file, await fetchPinned({ url, sha256 }, signal, fetchUrl))
    return file
  })
}

async function fetchPinned({ url, sha256 }: Pinned, signal: AbortSignal, fetchUrl: Fetch): Promise<Uint8Array> {
  const bytes = await fetchOrExplain(url, signal, fetchUrl)
  const found = sha256Of(bytes)
  if (found === sha256) return bytes
  throw new LabError({
    code: 'checksum-mismatch',
    title: `Cannot use ${url}`,
    message: `its sha256 is ${found}, not ${sha256} as pinned.`,
    hint: 'The file changed or a proxy altered it. Check the source; a catalog file can name another one.',
  })
}

/** A small text, such as a release's checksum file. @throws LabError `download-failed` */
export async function downloadText(url: string, signal: AbortSignal, fetchUrl: Fetch = fetchBytes): Promise<string> {
  return new TextDecoder().decode(await fetchOrExplain(url, signal, fetchUrl))
}

async function hasSha256(file: string, sha256: string): Promise<boolean> {
  try {
    return sha256Of(await readFile(file)) === sha256
  } catch {
    return false
  }
}

async function fetchOrExplain(url: string, signal: AbortSignal, fetchUrl: Fetch): Promise<Uint8Array> {
  try {
    return await fetchUrl(url, signal)
  } catch (error) {
    signal.throwIfAborted()
    throw new LabError(
      {
        code: 'download-failed',
        title: `Cannot download ${url}`,
        message: rootCause(error),
        hint: 'Check the network and proxy settings (HTTPS_PROXY), or name local files in a catalog: --catalog FILE.',
      },
      { cause: error },
    )
  }
}

function rootCause(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? rootCause(error.cause) : error.message
}
