import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { download, downloadText, sha256Of, type Fetch } from '../../../main/system/downloads.ts'
import { Cancelled } from '../../../main/system/errors.ts'
import { exec } from '../../../main/system/exec.ts'
import { detailsOf } from '../error-details.ts'
import { temporaryFolder } from '../temporary-folder.ts'

const url = 'https://example.org/v1/kube-flannel.yml?raw=1'
const bytes = new TextEncoder().encode('kind: DaemonSet\n')
const pinned = { url, sha256: sha256Of(bytes) }
const { signal } = new AbortController()
const serving = () => vi.fn<Fetch>(() => Promise.resolve(bytes))

describe('download', () => {
  it('fetches a file once and then takes it from the cache', async () => {
    const cache = temporaryFolder()
    const fetchUrl = serving()
    const file = await download(pinned, cache, signal, fetchUrl)
    expect(await download(pinned, cache, signal, fetchUrl)).toBe(file)
    expect(readFileSync(file, 'utf8')).toBe('kind: DaemonSet\n')
    expect(file).toMatch(/kube-flannel\.yml$/)
    expect(fetchUrl).toHaveBeenCalledOnce()
  })

  it('refuses what has another sha256 than pinned, and keeps nothing of it', async () => {
    const cache = temporaryFolder()
    const sha256 = '0'.repeat(64)
    const details = await detailsOf(() => download({ url, sha256 }, cache, signal, serving()))
    expect(details.code).toBe('checksum-mismatch')
    expect(details.message).toContain(pinned.sha256)
    expect(readdirSync(cache)).toEqual([])
  })

  it('fetches again what was cut short or altered in the cache', async () => {
    const cache = temporaryFolder()
    const fetchUrl = serving()
    const file = await download(pinned, cache, signal, fetchUrl)
    writeFileSync(file, 'kind: Dae')
    expect(readFileSync(await download(pinned, cache, signal, fetchUrl), 'utf8')).toBe('kind: DaemonSet\n')
    expect(fetchUrl).toHaveBeenCalledTimes(2)
  })

  it('does not mind the rest that a crashed download left, and leaves none of its own', async () => {
    const cache = temporaryFolder()
    mkdirSync(join(cache, 'downloads'))
    writeFileSync(join(cache, 'downloads', `${pinned.sha256.slice(0, 16)}-kube-flannel.yml.999999`), 'kind')
    const file = await download(pinned, cache, signal, serving())
    expect(readdirSync(join(cache, 'downloads'))).toHaveLength(2)
    expect(sha256Of(readFileSync(file))).toBe(pinned.sha256)
  })

  it('fetches once for two that need the same file at the same time', async () => {
    const cache = temporaryFolder()
    const fetchUrl = serving()
    const files = await Promise.all([1, 2, 3].map(() => download(pinned, cache, signal, fetchUrl)))
    expect(new Set(files).size).toBe(1)
    expect(fetchUrl).toHaveBeenCalledOnce()
    expect(readdirSync(join(cache, 'downloads'))).toHaveLength(1)
  })

  it('fetches for the second when the first is cancelled meanwhile', async () => {
    const cache = temporaryFolder()
    const cancelling = new AbortController()
    const hanging: Fetch = (_url, given) =>
      new Promise((_, reject) => {
        given.addEventListener('abort', () => {
          reject(given.reason as Error)
        })
      })
    const first = download(pinned, cache, cancelling.signal, hanging)
    const second = download(pinned, cache, signal, serving())
    cancelling.abort(new Cancelled())
    await expect(first).rejects.toBeInstanceOf(Cancelled)
    expect(sha256Of(readFileSync(await second))).toBe(pinned.sha256)
  })

  it('lets one that waits for another be cancelled', async () => {
    const cache = temporaryFolder()
    const answer = Promise.withResolvers<Uint8Array>()
    const first = download(pinned, cache, signal, () => answer.promise)
    const cancelling = new AbortController()
    const second = download(pinned, cache, cancelling.signal, serving())
    cancelling.abort(new Cancelled())
    await expect(second).rejects.toBeInstanceOf(Cancelled)
    answer.resolve(bytes)
    expect(sha256Of(readFileSync(await first))).toBe(pinned.sha256)
  })

  it('gives several processes that need one file the whole file, and leaves nothing else', async () => {
    const cache = temporaryFolder()
    const server = createServer((_, response) => response.end(bytes))
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const file = join(import.meta.dirname, 'download-once.ts')
    const args = [file, `http://127.0.0.1:${String(port)}/kube-flannel.yml`, pinned.sha256, cache]
    const results = await Promise.all([1, 2, 3].map(() => exec(process.execPath, args)))
    expect(new Set(results.map(({ stdout }) => stdout))).toEqual(new Set(['kind: DaemonSet\n']))
    expect(readdirSync(join(cache, 'downloads'))).toHaveLength(1)
  })

  it('tells why it failed by the cause at the bottom', async () => {
    const refused = new TypeError('fetch failed', { cause: new Error('connect ECONNREFUSED 192.0.2.1:443') })
    const details = await detailsOf(() => download(pinned, temporaryFolder(), signal, () => Promise.reject(refused)))
    expect(details).toMatchObject({
      code: 'download-failed',
      title: `Cannot download ${url}`,
      message: 'connect ECONNREFUSED 192.0.2.1:443',
    })
    expect(details.hint).toContain('--catalog')
  })

  it("ends with the signal's reason when cancelled", async () => {
    const cancelling = new AbortController()
    const fetchUrl: Fetch = (_url, given) => {
      cancelling.abort(new Cancelled())
      return Promise.reject(given.reason as Error)
    }
    await expect(download(pinned, temporaryFolder(), cancelling.signal, fetchUrl)).rejects.toBeInstanceOf(Cancelled)
  })
})

describe('downloadText', () => {
  it('gives the text', async () => {
    expect(await downloadText(url, signal, serving())).toBe('kind: DaemonSet\n')
  })
})
