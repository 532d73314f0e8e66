import { join } from 'node:path'
import { startDesktop, type PageGlobals } from './desktop.ts'
import { expect, test } from './fixtures.ts'

const preload = join(import.meta.dirname, '../../../out/preload/preload.cjs')

test('gives the page the bridge, and nothing of Node or Electron', async ({ desktop, lab }) => {
  const seen = await desktop.page.evaluate(() => ({
    kinds: ['require', 'process', 'module', 'Buffer'].map((name) => typeof Reflect.get(globalThis, name)),
    bridge: Object.keys((globalThis as PageGlobals).labBridge),
    attachedTo: (globalThis as PageGlobals).labBridge.shell.attachedTo,
  }))
  expect(seen).toEqual({
    kinds: ['undefined', 'undefined', 'undefined', 'undefined'],
    bridge: ['send', 'onMessage', 'onState', 'shell'],
    attachedTo: new URL(lab.link).origin,
  })
})

test('serves the page under a policy that lets nothing else in', async ({ desktop }) => {
  const answers = await desktop.page.evaluate(async () => {
    const ask = async (address: string, method = 'GET') => {
      try {
        const { status, headers } = await fetch(address, { method })
        return { status, policy: headers.get('content-security-policy'), sniff: headers.get('x-content-type-options') }
      } catch {
        return 'refused'
      }
    }
    return {
      page: await ask('app://lab/index.html'),
      outside: await ask('app://lab/..%2fapp%2fapp.cjs'),
      otherHost: await ask('app://other/index.html'),
      post: await ask('app://lab/index.html', 'POST'),
      web: await ask('http://127.0.0.1:9/'),
    }
  })
  expect(answers.page).toMatchObject({ status: 200, sniff: 'nosniff' })
  expect(answers.page).toHaveProperty('policy', expect.stringContaining("default-src 'none'; script-src 'self';"))
  expect(answers.outside).toMatchObject({ status: 404 })
  expect(answers.post).toMatchObject({ status: 405 })
  expect([answers.otherHost, answers.web]).toEqual(['refused', 'refused'])
})

test('lets the page go nowhere and open nothing', async ({ lab }) => {
  // A window of its own: Playwright waits for a navigation that was refused.
  await using desktop = await startDesktop({ attach: await lab.nextLink() })
  const { app, page } = desktop
  const before = page.url()
  const opened = await page.evaluate(() => {
    const { location, open } = globalThis as unknown as {
      location: { href: string }
      open: (address: string) => unknown
    }
    location.href = 'https://example.org/'
    return open('https://example.org/') === null && open('app://lab/index.html') === null
  })
  expect(opened).toBe(true)
  await page.evaluate(() => 'after the attempts')
  expect(page.url()).toBe(before)
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

test('refuses whatever needs asking, but for copying text', async ({ desktop: { page } }) => {
  const states = await page.evaluate(async () => {
    const names = ['geolocation', 'notifications', 'camera', 'microphone', 'clipboard-read', 'midi']
    const { navigator } = globalThis as unknown as {
      navigator: {
        permissions: { query: (what: { name: string }) => Promise<{ state: string }> }
        clipboard: { writeText: (text: string) => Promise<void> }
        mediaDevices: { getUserMedia: (what: object) => Promise<unknown> }
      }
    }
    const asked = names.map(async (name) => (await navigator.permissions.query({ name })).state)
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true }).then(
      () => 'given',
      (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
    )
    await navigator.clipboard.writeText('copied')
    return { permissions: [...new Set(await Promise.all(asked))], microphone }
  })
  expect(states.permissions).toEqual(['denied'])
  expect(['NotAllowedError', 'NotFoundError']).toContain(states.microphone)
})

test('hears no page but its own', async ({ desktop }) => {
  const { app, page } = desktop
  const heard = await page.evaluateHandle(() => {
    const ids: number[] = []
    ;(globalThis as PageGlobals).labBridge.onMessage((message) => {
      if ('id' in message) ids.push(message.id)
    })
    return ids
  })
  const hasBridge = await app.evaluate(async ({ BrowserWindow }, script) => {
    const foreign = new BrowserWindow({ show: false, webPreferences: { preload: script, sandbox: true } })
    await foreign.loadURL('data:text/html,<p>foreign</p>')
    const send = "window.labBridge.send({ id: 4711, call: 'lab:describe' }); typeof window.labBridge"
    const kind: unknown = await foreign.webContents.executeJavaScript(send)
    foreign.destroy()
    return kind
  }, preload)
  expect(hasBridge).toBe('object')
  await desktop.call('lab:describe')
  const ids = await heard.jsonValue()
  expect(ids.length).toBeGreaterThan(0)
  expect(ids).not.toContain(4711)
})
