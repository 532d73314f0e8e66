import { execPath } from 'node:process'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { openStore } from '../../../main/store/open-store.ts'

it.each([1, 25, 60])('has all that was appended when the process is killed after %i appends', async (appends) => {
  const folder = mkdtempSync(join(tmpdir(), 'cnilab-plug-'))
  onTestFinished(() => {
    rmSync(folder, { recursive: true, force: true })
  })
  const file = join(folder, 'runs.db')
  const { id, reported } = await appendAndKill(file, appends)

  using store = openStore(file)
  const lines = store.events(id).flatMap(({ event }) => (event.type === 'log' ? [event.line] : []))
  expect(reported).toBeGreaterThanOrEqual(appends)
  expect(lines.length).toBeGreaterThanOrEqual(reported)
  expect(lines).toEqual(lines.map((_, index) => `line ${String(index + 1)}`))
  for (let n = 1; n <= reported; n++) expect(store.readRaw(id, n).stdout).toBe(`output ${String(n)}`)
  expect(store.runs()).toMatchObject([{ id, state: 'interrupted' }])
})

/** SIGKILL in the middle of its work; every line that reached us was reported as appended. */
async function appendAndKill(file: string, appends: number) {
  const child = spawn(execPath, [join(import.meta.dirname, 'append-forever.ts'), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let id = ''
  let reported = 0
  for await (const line of createInterface({ input: child.stdout })) {
    if (id === '') id = line
    else reported = Number(line.split(' ')[0])
    if (reported === appends) child.kill('SIGKILL')
  }
  return { id, reported }
}
