import { contentSecurityPolicy } from '../../../main/api/serve/headers.ts'
import { expect, test } from './fixtures.ts'
import { start, untilComplete } from './pages/experiment.ts'
import { openAddress } from './pages/frame.ts'
import { findings } from './pages/results.ts'
import { open, viewsOf } from './pages/views.ts'
import { runOf } from './seed-store.ts'

const [a, b] = [runOf('20261123-191305-aaaa'), runOf('20261123-201305-bbbb', {}, 60)]

test.use({ store: { runs: [a, b] }, labEnv: { DOCKER_HOST: 'unix:///nonexistent' } })

test('the page is sent with a policy that lets nothing in from elsewhere', async ({ page, lab }) => {
  const response = await page.goto(new URL(lab.link).origin)
  expect(await response?.headerValue('content-security-policy')).toBe(contentSecurityPolicy)
  expect(contentSecurityPolicy).toContain("script-src 'self';")
})

test('no script runs that is not a file of the page', async ({ page }) => {
  const refused = page.waitForEvent('console', (message) => message.text().includes('Content Security Policy'))
  await page.evaluate(
    `{
      const script = document.createElement('script')
      script.textContent = 'document.title = "taken over"'
      document.body.append(script)
    }`,
  )
  await refused
  await expect(page).not.toHaveTitle('taken over')
})

test('the cookie is out of reach for scripts and for other sites', async ({ page, context, lab }) => {
  const [cookie, ...others] = await context.cookies(new URL(lab.link).origin)
  expect(others).toEqual([])
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict', path: '/' })
  expect(await page.evaluate<string>('document.cookie')).toBe('')
  expect(await page.evaluate<string>('location.href')).not.toContain('token')
})

test('a whole session asks only the lab, and the console stays empty', async ({ page, lab }) => {
  const { origin, host } = new URL(lab.link)
  const elsewhere: string[] = []
  const said: string[] = []
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`) && !/^(data|blob):/.test(request.url())) elsewhere.push(request.url())
  })
  page.on('websocket', (socket) => {
    if (new URL(socket.url()).host !== host) elsewhere.push(socket.url())
  })
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`))
  page.on('pageerror', (error) => said.push(error.message))

  await page.reload()
  for (const view of viewsOf(a.run.id, b.run.id)) await open(page, view)
  const runId = await start(page, { rounds: 1 })
  await untilComplete(page)
  await openAddress(page, `/runs/${runId}`)
  await expect(findings(page).getByRole('img').first()).toBeVisible()

  expect(elsewhere).toEqual([])
  expect(said).toEqual([])
})
