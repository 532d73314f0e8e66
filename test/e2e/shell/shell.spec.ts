import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { exec } from '../../../main/system/exec.ts'
import {
  desktopCommand,
  desktopEnvironment,
  startDesktop,
  temporaryFolder,
  type Desktop,
  type PageGlobals,
} from './desktop.ts'
import { expect, test } from './fixtures.ts'

const experiment = {
  runtime: 'netns',
  variants: ['netns/routed'],
  probes: ['tcp-throughput'],
  paths: ['pod-pod/cross-node'],
  mode: 'quick',
  rounds: 1,
  durationS: 1,
  keep: false,
} as const

let folder: string
test.beforeAll(() => {
  folder = temporaryFolder()
})
test.afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
})

/** Runs the experiment to its end. */
async function measuredRun({ call }: Desktop): Promise<string> {
  const { taskId } = await call('run:start', experiment)
  await expect
    .poll(async () => (await call('task:read', { id: taskId, tail: 1 })).task.state, { timeout: 90_000 })
    .toBe('succeeded')
  const [run] = await call('run:list')
  return run?.id ?? ''
}

test('shows the lab in a window', async ({ desktop: { app, page, call } }) => {
  const { version } = await call('lab:describe')
  expect(version).toMatch(/^\d+\.\d+\.\d+/)
  await expect(page.getByRole('navigation').first()).toBeVisible()
  expect(page.url()).toMatch(/^app:\/\/lab\//)
  const window = await app.evaluate(({ BrowserWindow }) => {
    const [only] = BrowserWindow.getAllWindows()
    return { isVisible: only?.isVisible(), smallest: only?.getMinimumSize() }
  })
  expect(window).toEqual({ isVisible: true, smallest: [1024, 700] })
})

test('runs an experiment, prints its report and takes it back from a file', async ({ desktop }) => {
  const runId = await measuredRun(desktop)

  const pdf = await desktop.call('run:export', { runId, format: 'pdf' })
  expect(pdf).toMatchObject({ mediaType: 'application/pdf', encoding: 'base64' })
  const printed = join(folder, 'report.pdf')
  writeFileSync(printed, Buffer.from(pdf.content, 'base64'))
  const { stdout } = await exec('pdftotext', ['-layout', printed, '-'])
  expect(stdout).toContain('netns/routed')

  const exported = await desktop.call('run:export', { runId, format: 'lab' })
  const file = join(folder, 'run.cnilab')
  writeFileSync(file, exported.content)
  const opened = desktop.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        ;(globalThis as PageGlobals).labBridge.shell.onOpenRun(resolve)
      }),
  )
  await desktop.app.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.minimize()
  })
  const second = desktopCommand(desktop.userData, [file])
  await exec(second.file, second.args, { env: desktopEnvironment(), timeoutMs: 30_000, onFailure: 'return' })
  expect(await opened).toBe(runId)
  expect(await desktop.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isMinimized())).toBe(false)
})

test('asks where to save what the page makes, by its kind', async ({ desktop: { app, page } }) => {
  const saved = join(folder, 'saved.csv')
  const asked = app.evaluate(
    ({ session }, path) =>
      new Promise<unknown>((resolve) => {
        session.defaultSession.once('will-download', (_event, item) => {
          const options = item.getSaveDialogOptions()
          item.setSavePath(path)
          item.once('done', () => {
            resolve({ options, name: item.getFilename() })
          })
        })
      }),
    saved,
  )
  await page.evaluate(`{
    const link = document.createElement('a')
    link.href = URL.createObjectURL(new Blob(['a,b'], { type: 'text/csv' }))
    link.download = 'samples.csv'
    link.click()
  }`)
  const csv = { name: 'CSV', extensions: ['csv'] }
  expect(await asked).toMatchObject({
    name: 'samples.csv',
    options: { defaultPath: expect.stringMatching(/samples\.csv$/), filters: [csv, { extensions: ['*'] }] },
  })
  expect(readFileSync(saved, 'utf8')).toBe('a,b')
})

test('comes back where it was, on a display that is there', async ({ lab }) => {
  const userData = join(folder, 'bounds')
  mkdirSync(userData)
  const boundsFile = join(userData, 'window.json')
  const boundsAfterStart = async () => {
    await using desktop = await startDesktop({ attach: await lab.nextLink(), userData })
    return await desktop.app.evaluate(({ BrowserWindow, screen }) => ({
      bounds: BrowserWindow.getAllWindows()[0]?.getBounds(),
      display: screen.getPrimaryDisplay().workArea,
    }))
  }
  writeFileSync(boundsFile, JSON.stringify({ x: 40, y: 30, width: 1100, height: 800 }))
  expect((await boundsAfterStart()).bounds).toMatchObject({ x: 40, y: 30, width: 1100, height: 800 })
  expect(JSON.parse(readFileSync(boundsFile, 'utf8'))).toEqual({ x: 40, y: 30, width: 1100, height: 800 })

  writeFileSync(boundsFile, JSON.stringify({ x: 9000, y: -9000, width: 1100, height: 800 }))
  const { bounds, display } = await boundsAfterStart()
  expect(bounds).toMatchObject({ x: display.x + display.width - 1100, y: display.y, width: 1100, height: 800 })
})

test('leaves the lab that it was attached to running', async ({ lab }) => {
  {
    await using desktop = await startDesktop({ attach: await lab.nextLink() })
    await desktop.call('lab:describe')
  }
  expect((await fetch(new URL(await lab.nextLink()).origin)).status).toBeLessThan(500)
})
