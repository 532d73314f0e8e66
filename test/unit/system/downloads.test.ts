import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import { download, downloadText, sha256Of, type Fetch } from '../../../main/system/downloads.ts'
import { Cancelled } from '../../../main/system/errors.ts'
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
